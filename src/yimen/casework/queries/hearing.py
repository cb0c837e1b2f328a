"""Hearings, investigations and recusals: what can be done to them now, and what a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.casework import guards
from yimen.casework import hearing as rules
from yimen.law.moves import MOVES, Move
from yimen.people.models import Organ, Staff
from yimen.people.queries import holders
from yimen.registry.gathering import Part
from yimen.registry.models import Demand, Hearing, HearingDays, Investigation, Member, Recusal
from yimen.registry.queries import StandsAside, seen_by

#: The permission that each of these acts asks for, in the order in which they are done.
OF_HEARING: dict[Move, str] = {
    Move.INVESTIGATE: "demand.handle",
    Move.ASK_HEARING: "demand.ask_hearing",
    Move.GRANT_HEARING: "demand.decide_hearing",
    Move.REFUSE_HEARING: "demand.decide_hearing",
    Move.CALL_HEARING: "demand.handle",
    Move.OPEN_HEARING: "demand.hear",
    Move.CLOSE_HEARING: "demand.hear",
    Move.CONCLUDE_HEARING: "demand.hear",
    Move.ASK_RECUSAL: "demand.ask_recusal",
    Move.GRANT_RECUSAL: "demand.decide_recusal",
    Move.REFUSE_RECUSAL: "demand.decide_recusal",
}
ASKS = frozenset({Move.ASK_HEARING, Move.ASK_RECUSAL})
DECIDES_HEARING = frozenset({Move.GRANT_HEARING, Move.REFUSE_HEARING})
DECIDES_RECUSAL = frozenset({Move.GRANT_RECUSAL, Move.REFUSE_RECUSAL})
HOLDS = frozenset({Move.OPEN_HEARING, Move.CLOSE_HEARING})
#: What only the handler of a matter does of these.
HANDLES = frozenset({Move.INVESTIGATE, Move.CALL_HEARING})
#: The rows that a page of a petition needs for them.
PARTS: dict[str, Part] = {
    "hearings": Part(model=Hearing, into=("demand",)),
    "members": Part(model=Member, where="x.is_seated", into=("hearing",)),
    "hearing_days": Part(model=HearingDays, into=("demand",)),
    "investigations": Part(model=Investigation, into=("demand",)),
    "recusals": Part(model=Recusal, into=("demand",)),
}


def is_offered(demand: Demand, move: Move) -> bool:
    """Say whether such an act has anything to be done to: a step that is not next has no button."""
    if move not in OF_HEARING or move is Move.INVESTIGATE:
        return True
    hearing, recusal = rules.hearing_of(demand), rules.waiting_recusal(demand)
    if move in {Move.ASK_RECUSAL, *DECIDES_RECUSAL}:
        return (recusal is not None) is (move in DECIDES_RECUSAL)
    if hearing is None:
        return move is Move.ASK_HEARING
    waits = hearing.decision == Hearing.Decision.WAITING
    return {
        Move.ASK_HEARING: False,
        Move.GRANT_HEARING: waits,
        Move.REFUSE_HEARING: hearing.opened_at is None,
        Move.CALL_HEARING: not waits and hearing.opened_at is None,
        Move.OPEN_HEARING: hearing.called_at is not None and hearing.opened_at is None,
        Move.CLOSE_HEARING: hearing.opened_at is not None and hearing.closed_at is None,
        Move.CONCLUDE_HEARING: hearing.closed_at is not None,
    }[move]


def why_not(actor: Actor, demand: Demand, move: Move, *, on: date | None) -> Refused | None:
    """Return what stands in the way of such an act, as far as it shows."""
    turn, is_next = _turn(demand, move), is_offered(demand, move)
    from_counter = move in ASKS and actor.role in rules.AT_A_COUNTER
    reasons: list[tuple[bool, Refused]] = [
        (actor.id in demand.petition.recused, StandsAside()),
        (turn.pk != actor.organ and not from_counter, guards.AnotherOrgansTurn(organ=turn)),
        (not is_next, _not_there(move)),
    ]
    found = next((refusal for stands, refusal in reasons if stands), None)
    if found or from_counter:
        return found
    return _by_part(actor, demand, move, on)


def _by_part(actor: Actor, demand: Demand, move: Move, on: date | None) -> Refused | None:
    """Return what stands in the way of this person's part in the matter."""
    if move in {*HANDLES, Move.ASK_HEARING} and demand.handler_id not in {None, actor.id}:
        return guards.NotYourMatter()
    if move in DECIDES_RECUSAL:
        recusal = rules.waiting_recusal(demand)
        return guards.SamePerson() if recusal and recusal.whom_id == actor.id else None
    return _of_hearing(actor, demand, move, on)


def _turn(demand: Demand, move: Move) -> Organ:
    recusal = rules.waiting_recusal(demand) if move in DECIDES_RECUSAL else None
    return recusal.organ if recusal else demand.owner


def _of_hearing(actor: Actor, demand: Demand, move: Move, on: date | None) -> Refused | None:
    hearing = rules.hearing_of(demand)
    if hearing is None or move not in {*DECIDES_HEARING, *HOLDS, Move.CONCLUDE_HEARING}:
        return None
    if move in DECIDES_HEARING and actor.id in {hearing.by_id, demand.handler_id}:
        return guards.SamePerson()
    hears = {hearing.chair_id, hearing.clerk_id, demand.handler_id}
    if move in HOLDS and actor.id not in hears:
        return rules.NotTheHearingsWork()
    if move is Move.OPEN_HEARING and hearing.opens_at and on and on < local_day(hearing.opens_at):
        return rules.HearingNotYet(day=local_day(hearing.opens_at))
    if move is Move.CONCLUDE_HEARING and actor.id != hearing.chair_id:
        return None if actor.role is Role.HEAD else rules.OnlyTheChair()
    return None


def _not_there(move: Move) -> Refused:
    """Say why a step is not next."""
    return {
        Move.ASK_HEARING: rules.AskedBefore,
        Move.GRANT_HEARING: rules.NoHearingAsked,
        Move.REFUSE_HEARING: rules.NoHearingAsked,
        Move.CALL_HEARING: rules.NoHearingGranted,
        Move.OPEN_HEARING: rules.HearingNotCalled,
        Move.CLOSE_HEARING: rules.HearingNotOpen,
        Move.CONCLUDE_HEARING: rules.HearingNotClosed,
        Move.ASK_RECUSAL: rules.RecusalOpen,
    }.get(move, rules.NoRecusalAsked)()


#: Whether our organ has called a hearing that is not concluded.
WAITS = (
    "exists (select from registry_hearing h join registry_demand d on d.id = h.demand_id"
    " where h.decision = 'granted' and h.concluded_at is null and h.called_at is not null"
    " and d.owner_id = %(organ)s::text::bigint)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """A hearing that somebody leads: when it opens or was opened, and when it was closed."""

    petition: int
    number: str
    title: str
    opens_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None


def led_by(actor: Actor, on: date) -> list[Led]:
    """Return the hearings that this person has to lead, until each is concluded.

    One that was closed by a chair who is gone waits for the heads, who may conclude it.
    """
    whose = Q(chair=actor.id)
    if actor.role is Role.HEAD:
        whose |= Q(closed_at__isnull=False) & ~Q(chair__in=rules.hearers(actor.organ, on))
    found = Hearing.objects.filter(
        whose,
        decision=Hearing.Decision.GRANTED,
        called_at__isnull=False,
        concluded_at=None,
        demand__owner=actor.organ,
        demand__state__in=MOVES[Move.CONCLUDE_HEARING].ways,
        petition__in=seen_by(actor, "demand.hear"),
    )
    return [
        Led(
            petition=one.petition_id,
            number=one.petition.number,
            title=one.petition.title,
            opens_at=one.opens_at,
            opened_at=one.opened_at,
            closed_at=one.closed_at,
        )
        for one in found.select_related("petition").order_by("opens_at", "pk")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Who may be chosen for a hearing, and on which day it may open at the earliest."""

    people: tuple[tuple[int, str], ...]
    earliest: date


def seats(demand: Demand, on: date) -> Seats:
    """Return who of the organ may lead or hear: nobody who had a hand in the matter."""
    barred = rules.had_a_hand(demand) | set(demand.petition.recused)
    fit = rules.hearers(demand.owner_id, on)
    people = tuple((pk, name) for pk, name in fit.items() if pk not in barred)
    return Seats(people=people, earliest=rules.earliest(on))


def current(demand: Demand) -> Hearing | None:
    """Return the hearing that is asked for or granted, and not over."""
    return rules.hearing_of(demand)


def members(demand: Demand) -> Sequence[Member]:
    """Return who hears with the chair."""
    hearing = rules.hearing_of(demand)
    return rules.seated(hearing) if hearing else []


def members_of(hearing: Hearing) -> Sequence[Member]:
    """Return who hears a hearing with its chair."""
    return rules.seated(hearing)


def waiting(demand: Demand) -> Recusal | None:
    """Return the recusal that waits to be decided."""
    return rules.waiting_recusal(demand)


def successors(demand: Demand, whom: int, on: date) -> list[Staff]:
    """Return who could go on with a matter: the other handlers, but no chair, nobody aside."""
    hearing = rules.hearing_of(demand)
    barred = {whom, *demand.petition.recused, hearing.chair_id if hearing else None}
    found = holders(Role.HANDLER, demand.owner_id, on)
    return [one for one in found if one.pk not in barred]


def companions(demand: Demand, actor: Actor, on: date) -> list[tuple[int, str]]:
    """Return who could be the second of an investigation."""
    hearing = rules.hearing_of(demand)
    barred = {actor.id, *demand.petition.recused, hearing.chair_id if hearing else None}
    return [(pk, name) for pk, name in rules.hearers(demand.owner_id, on).items()
            if pk not in barred]  # fmt: skip
