"""One case file as a page shows it: everything at once, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, ExpressionWrapper, Prefetch

from yimen.access.actor import Actor, Role
from yimen.access.policy import ever, rows
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.casework.queries.open_acts import (
    OpenAct,
    acts_on_demand,
    acts_on_opinion,
    acts_on_petition,
)
from yimen.documents.models import Letter
from yimen.law.clock import Day, Due, calendar_of
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.law.turning import explain
from yimen.registry import readings
from yimen.registry.clocks import as_running, is_duty
from yimen.registry.code import grouped
from yimen.registry.identity import shown_address, shown_id, shown_name, shown_phone
from yimen.registry.models import (
    Attachment,
    Clock,
    Contact,
    Demand,
    Extension,
    Link,
    Opinion,
    Party,
    Petition,
    Rating,
    Reading,
    Service,
)
from yimen.registry.queries import seen_by
from yimen.registry.telling import Told, tell

LAST_READERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockShown:
    """A clock with its reason: the limit, the dates, whether it runs and is late on `on`.

    `due` explains itself; it is empty for a date that somebody set, as for an assignment.
    """

    limit: str
    title_zh: str
    title_en: str
    started_on: date
    due_on: date
    stopped_on: date | None
    is_provisional: bool
    is_duty: bool
    is_local: bool
    days_left: int
    days_late: int
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyShown:
    """A party with what may be shown without a reason; the rest is masked."""

    party: int
    capacity: str
    kind: str
    name: str
    id_kind: str
    id_number: str
    phone: str
    address: str
    reach: str
    language: str
    needs: str
    authority: str
    nationality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandShown:
    """A demand with its clocks, its opinion, its log, and what can be done to it."""

    demand: Demand
    clocks: tuple[ClockShown, ...]
    opinion: Opinion | None
    contacts: tuple[Contact, ...]
    extensions: tuple[Extension, ...]
    acts: tuple[OpenAct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything that one page shows of a petition, newest lines first."""

    petition: Petition
    demands: tuple[DemandShown, ...]
    parties: tuple[PartyShown, ...]
    lines: tuple[Told, ...]
    letters: tuple[Letter, ...]
    attachments: tuple[Attachment, ...]
    opinions: tuple[Opinion, ...]
    services: tuple[Service, ...]
    links: tuple[Link, ...]
    readers: tuple[Reading, ...]
    may_see_readers: bool
    may_unmask: bool
    may_see_code: bool
    acts: tuple[OpenAct, ...]
    petition_acts: tuple[OpenAct, ...]


def file_of(actor: Actor, petition_id: int, *, at: datetime, on: date) -> CaseFile:
    """Return a file for whoever may read it, and write down that it was read.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    code = ExpressionWrapper(rows(actor, "petition.see_code"), BooleanField())
    found = seen_by(actor).select_related("receiver", "recorder", "region")
    petition = found.annotate(sees_code=code).filter(pk=petition_id).first()
    if petition is None:
        raise NotFound
    readings.note(petition.pk, "file", by=actor, at=at)
    return _file(actor, petition, on)


def why(clock: ClockShown) -> list[Day]:
    """Return the days of a clock one by one, for the drawn calendar of *why this date*."""
    if clock.due is None:
        return []
    return calendar_of(clock.started_on, clock.due.limit, DAYS, extra=clock.due.extra)


def code_of(actor: Actor, petition_id: int) -> str:
    """Return the query code for printing a receipt again: for those who receive people."""
    petition = seen_by(actor, "petition.see_code").filter(pk=petition_id).first()
    if petition is None:
        raise NotFound
    return grouped(unseal(petition.code_sealed))


def ratings_of(actor: Actor, petition_id: int) -> list[Rating]:
    """Return the ratings of a petition to those from whom they are not sealed."""
    file = seen_by(actor, "rating.read").filter(pk=petition_id)
    return list(Rating.objects.filter(petition__in=file).select_related("organ"))


def _file(actor: Actor, petition: Petition, on: date) -> CaseFile:
    opinions = tuple(
        petition.opinions.select_related("organ", "drafted_by", "checked_by", "signed_by")
        .prefetch_related("findings")
        .order_by("pk")
    )
    sees_readers = ever(actor, "petition.see_readers")
    letters = petition.letters.select_related("organ").order_by("-pk")
    if actor.role is Role.PETITIONER:
        letters = letters.filter(is_for_petitioner=True)
    return CaseFile(
        petition=petition,
        demands=_demands(actor, petition, opinions, on),
        parties=tuple(_party(actor, party) for party in petition.parties.all()),
        lines=tuple(tell(petition.entries.order_by("-seq"))),
        letters=tuple(letters),
        attachments=tuple(petition.attachments.select_related("by")),
        opinions=opinions,
        services=tuple(petition.services.select_related("by")),
        links=tuple(petition.links.select_related("other")),
        readers=tuple(_readers(petition)) if sees_readers else (),
        may_see_readers=sees_readers,
        may_unmask=ever(actor, "petition.unmask"),
        may_see_code=bool(getattr(petition, "sees_code", False)),
        acts=tuple(act for opinion in opinions for act in acts_on_opinion(actor, opinion)),
        petition_acts=tuple(acts_on_petition(actor, petition)),
    )


def _demands(
    actor: Actor, petition: Petition, opinions: tuple[Opinion, ...], on: date
) -> tuple[DemandShown, ...]:
    demands = petition.demands.select_related("owner", "handler").prefetch_related(
        "clocks", Prefetch("contacts", Contact.objects.select_related("by")), "extensions"
    )
    answers = {f.demand_id: opinion for opinion in opinions for f in opinion.findings.all()}
    return tuple(_demand(actor, demand, answers.get(demand.pk), on) for demand in demands)


def _demand(actor: Actor, demand: Demand, opinion: Opinion | None, on: date) -> DemandShown:
    extensions = tuple(demand.extensions.all())
    asked = any(e.decision in {"asked", "approved"} for e in extensions)
    waiting = any(e.decision == "asked" for e in extensions)
    decides = ever(actor, "demand.extend")
    return DemandShown(
        demand=demand,
        clocks=tuple(clock_shown(clock, on) for clock in demand.clocks.all()),
        opinion=opinion,
        contacts=() if actor.role is Role.PETITIONER else tuple(demand.contacts.all()),
        extensions=extensions,
        acts=tuple(acts_on_demand(actor, demand, extension_asked=waiting if decides else asked)),
    )


def clock_shown(clock: Clock, on: date) -> ClockShown:
    """Return a clock with its reason, as it stands on a day."""
    limit = LIMITS.latest(clock.limit)
    counted = limit.days is not None and clock.nominal_on != clock.due_on
    until = clock.stopped_on or on
    due = explain(as_running(clock)) if limit.days is not None else None
    return ClockShown(
        limit=clock.limit,
        title_zh=limit.title.zh,
        title_en=limit.title.en,
        started_on=clock.started_on,
        due_on=clock.due_on,
        stopped_on=clock.stopped_on,
        is_provisional=clock.is_provisional,
        is_duty=is_duty(clock.limit),
        is_local=bool(limit.profile),
        days_left=(clock.due_on - on).days,
        days_late=max((until - clock.due_on).days, 0),
        due=due if counted or (due and due.on == clock.due_on) else None,
    )


def _party(actor: Actor, party: Party) -> PartyShown:
    sees_names = ever(actor, "petition.search_names") or actor.role is Role.PETITIONER
    return PartyShown(
        party=party.pk,
        capacity=party.capacity,
        kind=party.kind,
        name=party.name if sees_names else shown_name(party),
        id_kind=party.id_kind,
        id_number=shown_id(party),
        phone=shown_phone(party),
        address=shown_address(party),
        reach=party.reach,
        language=party.language,
        needs=party.needs,
        authority=party.authority,
        nationality=party.nationality,
    )


def _readers(petition: Petition) -> list[Reading]:
    found = Reading.objects.filter(petition=petition).select_related("staff", "organ")
    return list(found.exclude(role=Role.PETITIONER).order_by("-pk")[:LAST_READERS])
