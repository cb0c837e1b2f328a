"""How random people study suggestions and let accusations go out under seal, on a random road."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests import lanes, make

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.actions.answer_accusation import answer_accusation
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.open_sealed import open_sealed
from yimen.casework.actions.propose_release import propose_release
from yimen.casework.actions.release import release
from yimen.casework.actions.reply_suggestion import reply_suggestion
from yimen.casework.actions.study_suggestion import study_suggestion
from yimen.casework.actions.take_accusation import take_accusation
from yimen.casework.actions.take_suggestion import take_suggestion
from yimen.casework.suggesting import Decided
from yimen.law.moves import State
from yimen.registry import lane
from yimen.registry.lane import Accused
from yimen.registry.models import Accusation, Demand, Entry, Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acts.test_random_roads import World

WHY = "有具体的事实和理由"
SEALED = {State.SEALED_SENT, State.SEALED_TAKEN, State.SEALED_TOLD}
KEEPERS = ("screener", "handler")
WORK: dict[str, str | tuple[str, ...]] = {
    "take_suggestion": ("handler", "head"), "study_suggestion": "handler",
    "reply_suggestion": "head", "name_accused": KEEPERS, "propose_release": KEEPERS,
    "release": ("supervisor", "screener", "head"), "take_accusation": ("handler", "head"),
    "answer_accusation": "handler",
}  # fmt: skip
LIKELY = {
    "take_suggestion": 2, "study_suggestion": 2, "reply_suggestion": 2, "name_accused": 1.5,
    "propose_release": 2, "release": 3, "take_accusation": 2, "answer_accusation": 2,
}  # fmt: skip
BESIDE: dict[str, str | tuple[str, ...]] = {"open_sealed": KEEPERS}
OF_SUGGESTIONS = {"take_suggestion", "study_suggestion", "reply_suggestion"}
OF_ACCUSATIONS = {
    "name_accused", "propose_release", "release", "take_accusation", "answer_accusation",
}  # fmt: skip


def fits(demand: Demand, act: str) -> bool:
    """Return whether an act is of the lane in which a demand goes: sensible people look first."""
    if act in OF_SUGGESTIONS:
        return demand.kind == "suggestion"
    return act not in OF_ACCUSATIONS or demand.kind == "accusation"


def _kept_by(world: World, role: str) -> list[Actor]:
    keeper = make.petition_of(world.case).organs[0]
    return [p for p in world.people if p.role == role and p.organ == keeper]


def who(world: World, demand: Demand, act: str) -> Actor | None:
    """Return somebody of the organ that keeps the letter, where only these may act."""
    if act not in {"name_accused", "propose_release", "release", "open_sealed"}:
        return None
    role = (WORK | BESIDE)[act]
    found = [p for one in role for p in _kept_by(world, one)]
    return world.one(found) if found and demand.pk else None


def _decided(world: World) -> Decided:
    return Decided(
        result=world.one(["adopted", "partly", "not_adopted"]),
        reasons=WHY,
        measures=world.one([WHY, WHY, ""]),
        reward=world.one(["", "", WHY]),
    )


def _take_suggestion(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    handlers = [p.id for p in world.people if p.role == "handler" and p.organ == demand.owner_id]
    take_suggestion(demand.pk, handler=world.one([0, *handlers, by.id]), by=by, at=at)


def _name(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    """Accuse an organ or somebody there; now and then the very office, or whoever enters it."""
    organs = world.case.district.organs
    keys = ["urban_management", "housing", "housing", "bureau", "supervisory", "government"]
    organ = organs[world.one(keys)].pk
    there = [p.id for p in world.people if p.id and p.organ == organ]
    names = dict(make.Staff.objects.filter(pk__in=there).values_list("pk", "name"))
    name = world.one(["", "史有才", *names.values()])
    accused = (Accused(organ=world.one([organ, organ, organ, 0]), name=name, office="局长"),)
    to = world.one([0, organs["supervisory"].pk, organs["elsewhere"].pk])
    name_accused(demand.pk, accused=accused, level="county", to=to, by=by, at=at)


def _propose(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    organs = world.case.district.organs
    keys = ["supervisory", "supervisory", "supervisory", "discipline", "housing"]
    sheet = world.one([lanes.SHEET, lanes.SHEET, "太短", f"{lanes.SHEET}周小满"])
    propose_release(demand.pk, sheet=sheet, to=organs[world.one(keys)].pk, by=by, at=at)


def _take_accusation(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    handlers = [p.id for p in world.people if p.role == "handler" and p.organ == demand.owner_id]
    take_accusation(demand.pk, handler=world.one([0, *handlers, by.id]), by=by, at=at)


DO: dict[str, Callable[[Any, Demand, Actor, datetime], object]] = {
    "take_suggestion": _take_suggestion,
    "study_suggestion": lambda world, demand, by, at: study_suggestion(
        demand.pk, study=WHY, decided=_decided(world), by=by, at=at
    ),
    "reply_suggestion": lambda world, demand, by, at: reply_suggestion(
        demand.pk, decided=_decided(world), by=by, at=at
    ),
    "name_accused": _name,
    "propose_release": _propose,
    "release": lambda _, demand, by, at: release(demand.pk, by=by, at=at),
    "take_accusation": _take_accusation,
    "answer_accusation": lambda _, demand, by, at: answer_accusation(
        demand.pk, answer=WHY, by=by, at=at
    ),
    "open_sealed": lambda world, _, by, at: open_sealed(
        world.case.petition, reason=WHY, by=by, at=at
    ),
}


def rules(world: World) -> None:
    """Insist on two people, and that nothing of an accusation lies or goes where it must not."""
    petition = make.petition_of(world.case)
    act_as(SYSTEM)
    demands = list(Demand.objects.filter(petition=petition.pk))
    assert petition.is_sealed == any(one.kind == "accusation" for one in demands)
    for one in Suggestion.objects.filter(petition=petition.pk, replied_at__isnull=False):
        assert one.studied_at
        assert not one.replied_by_id or one.replied_by_id != one.studied_by_id
    for row in Accusation.objects.filter(petition=petition.pk).select_related("demand"):
        if row.released_at and row.released_by_id:
            assert row.released_by_id != row.proposed_by_id
        if row.taken_at:
            assert row.demand.owner.kind == "supervisory"
    for demand in demands:
        if demand.state in SEALED:
            assert demand.kind == "accusation"
    if petition.is_sealed:
        _rules_of_the_seal(world, petition)


def _rules_of_the_seal(world: World, petition: make.Petition) -> None:
    """Nothing that it says lies in the clear, and whom it accuses neither reads nor writes."""
    assert petition.title == lane.TITLE
    for demand in Demand.objects.filter(petition=petition.pk):
        assert (demand.request, demand.facts) == (lane.REQUEST, ""), world.done
    named = Entry.objects.filter(petition=petition.pk, kind="name_accused").last()
    out = set(petition.barred_staff)
    for line in Entry.objects.filter(petition=petition.pk, seq__gt=named.seq if named else 1 << 30):
        assert not line.staff_id or line.staff_id not in out, world.done
