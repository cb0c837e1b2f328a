"""Give petitions out as a table: the same columns that an import reads, and how each one stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, QuerySet

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.base.seal import unseal
from yimen.base.time import local_midnight
from yimen.law.taxonomy import TAXONOMY
from yimen.ops.bulk.fields import FIELDS, OF_DEMAND, OF_PERSON, heading, numbered
from yimen.ops.bulk.rows import NoSuchOrgan
from yimen.ops.bulk.writing import Value, written
from yimen.ops.progress import Begin
from yimen.people.queries import living_organs
from yimen.registry.models import Demand, Party, Petition
from yimen.registry.queries import seen_by
from yimen.registry.readings import note

_CHUNK = 200
_NEVER = ("line", "reason")
_WIDE = ("request", "facts", "address", "place", "title")
_SEALED = {"id_number": "id_sealed", "phone": "phone_sealed", "address": "address_sealed"}


class NoSuchState(Refused):
    """There is no state “{state}”. Write one of: {known}."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which petitions, and whether with the numbers that the database keeps sealed."""

    since: date | None = None
    until: date | None = None
    state: str = ""
    organ: str = ""
    with_numbers: bool = False


@transaction.atomic
def give_out(file: Path, wanted: Wanted, now: datetime, begin: Begin) -> int:
    """Write the table; who exported what is kept with every petition. Return how many there are.

    Raises:
        NoSuchOrgan, NoSuchState, NotOurSuffix, TextTooLong: it cannot be written.
    """
    act_as(SYSTEM)
    chosen = _chosen(wanted, now)
    columns = _columns(chosen)
    counted = begin(chosen.count())
    number = 0
    wide = frozenset(FIELDS[key].title.zh for key in _WIDE)
    with written(file, [heading(column).zh for column in columns], wide=wide) as write:
        for petition in _each(chosen):
            cells = _cells(petition, with_numbers=wanted.with_numbers)
            write([cells.get(column) for column in columns])
            note(petition.pk, "export", by=SYSTEM, at=now)
            counted(1)
            number += 1
    return number


def _chosen(wanted: Wanted, now: datetime) -> QuerySet[Petition]:
    chosen = seen_by(SYSTEM).filter(is_sealed=False)  # no table leaves the sealed lane (art. 30)
    if wanted.since:
        chosen = chosen.filter(received_at__gte=local_midnight(wanted.since))
    if wanted.until:
        chosen = chosen.filter(received_at__lt=local_midnight(_day_after(wanted.until)))
    if wanted.state:
        chosen = chosen.filter(state=_state(wanted.state))
    if wanted.organ:
        chosen = chosen.filter(organs__contains=[_organ(wanted.organ, now)])
    return chosen


def _each(chosen: QuerySet[Petition]) -> Iterator[Petition]:
    together = chosen.select_related("receiver", "region")
    return together.prefetch_related("demands__owner", "parties").iterator(chunk_size=_CHUNK)


def _columns(chosen: QuerySet[Petition]) -> list[str]:
    """Return the columns: as many demands and people as the fullest petition has."""
    most = {
        **dict.fromkeys(OF_DEMAND, _most(chosen, "demands")),
        **dict.fromkeys(OF_PERSON, _most(chosen, "parties")),
    }
    plain = [key for key in FIELDS if key not in _NEVER]
    further = [
        numbered(key, number)
        for several in (OF_DEMAND, OF_PERSON)
        for number in range(2, most[several[0]] + 1)
        for key in several
    ]
    return plain + further


def _most(chosen: QuerySet[Petition], what: str) -> int:
    counted = chosen.order_by().annotate(how_many=Count(what)).aggregate(most=Max("how_many"))
    return counted["most"] or 1


def _cells(petition: Petition, *, with_numbers: bool) -> dict[str, Value]:
    demands, parties = list(petition.demands.all()), list(petition.parties.all())
    cells: dict[str, Value] = {
        "number": petition.number,
        # What was filed here came from here, for whoever takes it in.
        "source": petition.source or settings.YIMEN_CASE_MARK,
        "external_number": petition.external_number or petition.number,
        "received_at": petition.received_at,
        "channel": FIELDS["channel"].label(petition.channel),
        "receiver": petition.receiver.name,
        "region": petition.region.name,
        "title": petition.title,
        "place": petition.place,
        "headcount": petition.headcount,
        "wants_publicity": petition.wants_publicity,
        "wants_confidentiality": petition.wants_confidentiality,
        "state": FIELDS["state"].label(petition.state),
        "owner": "、".join(dict.fromkeys(demand.owner.name for demand in demands)),
        "category": "、".join(dict.fromkeys(map(_category, filter(_is_screened, demands)))),
        "due_on": petition.due_on,
    }
    for number, demand in enumerate(demands, start=1):
        cells[numbered("request", number)] = demand.request
        cells[numbered("facts", number)] = demand.facts
    for number, party in enumerate(parties, start=1):
        own = _person(party, with_numbers=with_numbers)
        cells |= {numbered(key, number): value for key, value in own.items()}
    return cells


def _person(party: Party, *, with_numbers: bool) -> dict[str, Value]:
    own: dict[str, Value] = {
        "name": party.name,
        "capacity": FIELDS["capacity"].label(party.capacity),
        "party_kind": FIELDS["party_kind"].label(party.kind),
        "id_kind": FIELDS["id_kind"].label(party.id_kind),
        "nationality": party.nationality,
        "reach": FIELDS["reach"].label(party.reach),
        "language": party.language,
        "needs": party.needs,
        "authority": party.authority,
    }
    if with_numbers:
        own |= {key: unseal(getattr(party, sealed)) for key, sealed in _SEALED.items()}
    return own


def _is_screened(demand: Demand) -> bool:
    return demand.category in TAXONOMY


def _category(demand: Demand) -> str:
    return TAXONOMY.find(demand.category).label("zh")


def _state(said: str) -> str:
    found = FIELDS["state"].meaning(said)
    if found is None:
        known = ", ".join(one.value for one in FIELDS["state"].choices)
        raise NoSuchState(state=said, known=known)
    return found


def _organ(said: str, now: datetime) -> int:
    found = living_organs(now.date()).filter(name=said).first()
    if found is None:
        raise NoSuchOrgan(column="--organ", text=said)
    return found.pk


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
