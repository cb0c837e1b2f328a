"""What random people do at random with hearings, investigations and recusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests import make
from tests.acts import hearings

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.actions.ask_hearing import ask_hearing
from yimen.casework.actions.ask_recusal import ask_recusal
from yimen.casework.actions.call_hearing import call_hearing
from yimen.casework.actions.close_hearing import close_hearing
from yimen.casework.actions.conclude_hearing import conclude_hearing
from yimen.casework.actions.grant_hearing import grant_hearing
from yimen.casework.actions.grant_recusal import grant_recusal
from yimen.casework.actions.investigate import investigate
from yimen.casework.actions.open_hearing import open_hearing
from yimen.casework.actions.refuse_hearing import refuse_hearing
from yimen.casework.actions.refuse_recusal import refuse_recusal
from yimen.casework.hearing import Looked, Outcome, Plan
from yimen.registry.models import Demand, Entry, Hearing, HearingDays, Member, Recusal

if TYPE_CHECKING:
    from tests.acts.test_random_roads import World

WHY = hearings.WHY
WORK = {
    "investigate": "handler", "ask_hearing": "petitioner", "grant_hearing": "head",
    "refuse_hearing": "head", "call_hearing": "handler", "open_hearing": "handler",
    "close_hearing": "handler", "conclude_hearing": "head", "ask_recusal": "petitioner",
    "grant_recusal": "head", "refuse_recusal": "head",
}  # fmt: skip
LIKELY = {
    "investigate": 0.3, "ask_hearing": 0.3, "grant_hearing": 0.6, "refuse_hearing": 0.4,
    "call_hearing": 0.6, "open_hearing": 0.6, "close_hearing": 0.6, "conclude_hearing": 0.6,
    "ask_recusal": 0.2, "grant_recusal": 0.4, "refuse_recusal": 0.4,
}  # fmt: skip


#: What must have been done of a hearing, and what not, for an act to have a sense.
_WAITS = {
    "grant_hearing": {"decision": "waiting"},
    "refuse_hearing": {"decision": "waiting"},
    "call_hearing": {"decision": "granted", "opened_at": None},
    "open_hearing": {"called_at__isnull": False, "opened_at": None},
    "close_hearing": {"opened_at__isnull": False, "closed_at": None},
    "conclude_hearing": {"closed_at__isnull": False, "concluded_at": None},
}


def fits(demand: Demand, act: str) -> bool:
    """Return whether there is anything for an act to be about: sensible people look first."""
    act_as(SYSTEM)
    if act in {"grant_recusal", "refuse_recusal"}:
        return Recusal.objects.filter(demand=demand, decision="waiting").exists()
    return act not in _WAITS or Hearing.objects.filter(demand=demand, **_WAITS[act]).exists()


def _staff(world: World) -> int:
    return world.one([person.id for person in world.people])


def _call(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    plan = Plan(
        opens_at=at + timedelta(days=world.dice.randint(5, 12)),
        ends_on=world.one([None, (at + timedelta(days=14)).date()]),
        place="听证室",
        chair=_staff(world),
        guests=(("李某", "律师"), ("王某", "代表")),
        is_public=world.dice.random() < 0.8,
    )
    call_hearing(demand.pk, plan=plan, by=by, at=at)


def _conclude(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    act_as(SYSTEM)
    seated = Member.objects.filter(petition=demand.petition_id)
    votes = {one.pk: (world.one(["support", "part", "not"]), WHY) for one in seated}
    outcome = Outcome(facts=WHY, conclusion="part", reasons=WHY, votes=votes)
    conclude_hearing(demand.pk, outcome=outcome, by=by, at=at)


def _investigate(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    looked = Looked(
        kind=world.one(["talk", "site"]),
        began_at=at - timedelta(hours=2),
        ended_at=at - timedelta(hours=world.one([-1, 1])),
        place="居委会",
        persons=world.one(["", "王某"]),
        words=WHY,
        signed="王某签名",
        second=world.one([0, _staff(world)]),
    )
    investigate(demand.pk, looked=looked, by=by, at=at)


DO: dict[str, Callable[[Any, Demand, Actor, datetime], object]] = {
    "investigate": _investigate,
    "ask_hearing": lambda _, demand, by, at: ask_hearing(demand.pk, reason=WHY, by=by, at=at),
    "grant_hearing": lambda _, demand, by, at: grant_hearing(demand.pk, reason=WHY, by=by, at=at),
    "refuse_hearing": lambda _, demand, by, at: refuse_hearing(demand.pk, reason=WHY, by=by, at=at),
    "call_hearing": _call,
    "open_hearing": lambda _, demand, by, at: open_hearing(demand.pk, by=by, at=at),
    "close_hearing": lambda _, demand, by, at: close_hearing(
        demand.pk, spoken=hearings.SPOKEN, by=by, at=at
    ),
    "conclude_hearing": _conclude,
    "ask_recusal": lambda world, demand, by, at: ask_recusal(
        demand.pk,
        relation=WHY,
        part=world.one(["handler", "head", "legal_checker", "chair"]),
        by=by,
        at=at,
    ),
    "grant_recusal": lambda world, demand, by, at: grant_recusal(
        demand.pk, reason=WHY, to=_staff(world), by=by, at=at
    ),
    "refuse_recusal": lambda _, demand, by, at: refuse_recusal(demand.pk, reason=WHY, by=by, at=at),
}


def rules(world: World) -> None:
    """Insist on who decides and hears: never about themselves, never what they looked into."""
    petition = make.petition_of(world.case)
    act_as(SYSTEM)
    for one in Hearing.objects.filter(petition=petition):
        assert not one.decided_by_id or one.decided_by_id != one.by_id
        if one.concluded_at:
            assert one.opens_at
            assert one.called_at
            assert one.opens_at.date() >= one.called_at.date() + timedelta(days=6)
        if one.chair_id and one.closed_at and not one.concluded_at:
            assert one.chair_id != one.demand.handler_id
    for row in Recusal.objects.filter(petition=petition).exclude(decision="waiting"):
        assert row.decided_by_id != row.whom_id
    for demand in Demand.objects.filter(petition=petition):
        assert demand.handler_id not in petition.recused
    _rules_of_who_stands_aside(world, petition.pk)
    assert not HearingDays.objects.filter(petition=petition).exclude(
        hearing__opened_at__isnull=False
    )


def _rules_of_who_stands_aside(world: World, petition: int) -> None:
    """Nobody who stands aside has written a line after the one that says so."""
    aside: set[int] = set()
    for line in Entry.objects.filter(petition=petition).order_by("seq"):
        assert not line.staff_id or line.staff_id not in aside, world.done
        if line.kind == "grant_recusal":
            aside.add(int(line.facts["from_staff"]))
