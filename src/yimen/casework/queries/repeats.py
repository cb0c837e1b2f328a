"""Was the same asked before, by the same person? Found by rules, shown with reasons; people decide.

The same identity number or telephone is found by its blind index, names and words by the search.
Only what the officer may read anyway is shown; nobody else learns that there is anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.casework import comparing
from yimen.casework.comparing import SameMatter, SamePerson, Someone
from yimen.casework.joining import BEFORE_THE_ANSWER
from yimen.casework.queries.earlier import earlier_of
from yimen.casework.repeats import due_of, ground_of
from yimen.registry.models import Demand, Party, Petition
from yimen.registry.queries import read_petition, seen_by

MOST, MOST_NAMES = 8, 5
#: The partial indexes are found only by a condition that is written out.
_SAME = """
select distinct q.petition_id from registry_party m
join registry_party q on q.{column} = m.{column} and q.{column} <> '' and q.petition_id <> %(it)s
where m.petition_id = %(it)s and m.{column} <> ''
order by q.petition_id desc limit {most}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an earlier demand stands, and whether this one can be answered with it.

    `ground` is `running` or `final`; else `because` says why it must be handled by itself.
    """

    demand: int
    position: int
    request: str
    state: str
    organ: str
    due_on: date | None
    ground: str = ""
    because: Refused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An earlier petition, who and what is the same in it, and where its demands stand."""

    petition: int
    number: str
    title: str
    state: str
    received_at: datetime
    receiver: str
    people: tuple[SamePerson, ...]
    matters: tuple[SameMatter, ...]
    demands: tuple[Standing, ...]
    is_linked: bool
    is_joined: bool

    @property
    def can_lead(self) -> bool:
        """Say whether another petition can be joined to it: it is not answered yet."""
        return any(one.state in BEFORE_THE_ANSWER for one in self.demands)

    @property
    def is_likely(self) -> bool:
        """Say whether both rules hold: same person, and same matter."""
        return any(one.is_sure for one in self.people) and any(
            one.alike.is_same for one in self.matters
        )


def repeats_of(
    actor: Actor, petition_id: int, *, on: date, permission: str = "petition.link"
) -> tuple[Petition, list[Candidate]]:
    """Return a petition and the earlier ones that it may repeat, the likeliest first.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    petition = read_petition(actor, permission, petition_id)
    parties = list(petition.parties.all())
    mine = [comparing.someone(party) for party in parties]
    asks = [(d.position, f"{d.request} {d.facts}", d.category) for d in petition.demands.all()]
    found = _same_numbers(petition_id) | _alike(actor, petition, parties)
    found |= set(petition.links.values_list("other_id", flat=True))
    found.discard(petition_id)
    linked = set(petition.links.values_list("other_id", flat=True))
    joined = {one.leader_id for one in petition.joinings.filter(parted_at=None)}
    seen = seen_by(actor).filter(pk__in=found).select_related("receiver")
    candidates = [
        replace(one, is_linked=one.petition in linked, is_joined=one.petition in joined)
        for other in seen.prefetch_related("demands__owner", "parties")
        if (one := _candidate(petition, other, mine, asks, on))
    ]
    return petition, sorted(candidates, key=_rank)[:MOST]


def compared(
    actor: Actor, petitions: list[int], person: Someone, text: str
) -> dict[int, tuple[tuple[SamePerson, ...], tuple[SameMatter, ...]]]:
    """Return who and what is the same in some petitions as in what is being typed at a counter."""
    asks = [(1, text, "")] if text.strip() else []
    found = seen_by(actor).filter(pk__in=petitions).prefetch_related("parties", "demands")
    return {
        one.pk: (
            comparing.same_people([person], [comparing.someone(p) for p in one.parties.all()]),
            comparing.same_matters(asks, list(one.demands.all())),
        )
        for one in found
    }


def namesakes(actor: Actor, petition_id: int) -> list[str]:
    """Return the numbers of earlier petitions with the same identity or telephone number."""
    found = seen_by(actor).filter(pk__in=_same_numbers(petition_id)).order_by("-pk")
    return list(found.values_list("number", flat=True)[:MOST])


def _rank(one: Candidate) -> tuple[bool, bool, bool, int, int]:
    share = max((matter.alike.share for matter in one.matters), default=0)
    sure = any(person.is_sure for person in one.people)
    answers = any(standing.ground for standing in one.demands)
    return (not one.is_likely, not answers, not sure, -share, -one.petition)


def _same_numbers(petition_id: int) -> set[int]:
    found: set[int] = set()
    with connection.cursor() as cursor:
        for column in ("id_blind", "phone_blind"):
            cursor.execute(_SAME.format(column=column, most=MOST), {"it": petition_id})
            found |= {int(pk) for (pk,) in cursor.fetchall()}
    return found


def _alike(actor: Actor, petition: Petition, parties: list[Party]) -> set[int]:
    """Return what the search finds for the first names and for the words of the first demand."""
    first = next(iter(petition.demands.all()))
    found = {one.petition for one in earlier_of(actor, text=first.request)}
    for party in parties[:MOST_NAMES]:
        if party.name:
            found |= {one.petition for one in earlier_of(actor, name=party.name)}
    return found


def _candidate(
    petition: Petition,
    other: Petition,
    mine: list[Someone],
    asks: list[tuple[int, str, str]],
    on: date,
) -> Candidate | None:
    demands = list(other.demands.all())
    people = comparing.same_people(mine, [comparing.someone(p) for p in other.parties.all()])
    matters = comparing.same_matters(asks, demands)
    if not people and not matters:
        return None
    mine_first = next(iter(petition.demands.all()))
    return Candidate(
        petition=other.pk,
        number=other.number,
        title=other.title,
        state=other.state,
        received_at=other.received_at,
        receiver=other.receiver.name,
        people=people,
        matters=matters,
        demands=tuple(_standing(mine_first, one, on) for one in demands),
        is_linked=False,
        is_joined=False,
    )


def _standing(demand: Demand, other: Demand, on: date) -> Standing:
    stands = Standing(
        demand=other.pk,
        position=other.position,
        request=other.request,
        state=other.state,
        organ=other.owner.name,
        due_on=due_of(other),
    )
    try:
        return replace(stands, ground=ground_of(demand, other, on).value)
    except Refused as refusal:
        return replace(stands, because=refusal)
