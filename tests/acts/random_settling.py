"""The acts on an agreement of a mediation, for the random walk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from tests import settled

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.actions.file_agreement import file_agreement
from yimen.casework.actions.file_no_agreement import file_no_agreement
from yimen.casework.actions.keep_settlement import keep_settlement
from yimen.casework.actions.resume_settled import resume_settled
from yimen.casework.actions.settle import settle
from yimen.casework.filing import Wish
from yimen.registry.models import Demand, Settlement

if TYPE_CHECKING:
    from tests.acts.test_random_roads import World

WORK = {
    "settle": "petitioner",
    "keep_settlement": "petitioner",
    "resume_settled": "petitioner",
}
LIKELY = {"settle": 0.4, "keep_settlement": 0.6, "resume_settled": 1.5}
BESIDE = {"file_agreement": "petitioner", "file_no_agreement": "petitioner"}


def _file(world: World, _: Demand, by: Actor, at: datetime) -> None:
    ahead = world.dice.choice([None, -20, 3, 40])
    promised = ahead and date.fromordinal(at.toordinal() + ahead)
    agreed = replace(
        settled.AGREED, number=f"（2025）一人调字第{world.dice.randint(1, 9)}号", keep_by=promised
    )
    file_agreement(world.case.petition, agreed=agreed, by=by, at=at)


def _file_none(world: World, _: Demand, by: Actor, at: datetime) -> None:
    paper = replace(settled.ENDED, name=f"终止调解告知书{world.dice.randint(1, 9)}.txt")
    file_no_agreement(world.case.petition, paper=paper, by=by, at=at)


def _agreement(world: World, by: Actor, at: datetime) -> int:
    """Take an agreement of the file; a sensible person puts one in first."""
    act_as(SYSTEM)
    rows = list(Settlement.objects.filter(petition=world.case.petition).order_by("pk"))
    live = [row.pk for row in rows if row.outcome in {"filed", "settled"}]
    if not live and world.dice.random() < 0.8:
        number = f"（2025）一人调字第{len(rows) + 10}号"
        made = file_agreement(
            world.case.petition, agreed=replace(settled.AGREED, number=number), by=by, at=at
        )
        return made.pk
    return world.one(live or [row.pk for row in rows] or [0])


def _settle(world: World, demand: Demand, by: Actor, at: datetime) -> None:
    some = world.one([world.case.demands, [demand.pk], [demand.pk]])
    number = _agreement(world, by, at)
    settle(world.case.petition, settlement=number, demands=some, by=by, at=at)


def _answer(act: Callable[..., object], **facts: Callable[[World], str]) -> Callable[..., None]:
    def do(world: World, _: Demand, by: Actor, at: datetime) -> None:
        act_as(SYSTEM)
        rows = Settlement.objects.filter(petition=world.case.petition, outcome="settled")
        number = world.one(list(rows.values_list("pk", flat=True)) or [0])
        words = {name: said(world) for name, said in facts.items()}
        wish = Wish(channel="phone", words=world.one(["说好的没有做到", ""]))
        act(world.case.petition, settlement=number, wish=wish, **words, by=by, at=at)

    return do


DO: dict[str, Callable[..., None]] = {
    "file_agreement": _file,
    "file_no_agreement": _file_none,
    "settle": _settle,
    "keep_settlement": _answer(keep_settlement),
    "resume_settled": _answer(
        resume_settled, because=lambda world: world.one(["not_kept", "void", "other", "?"])
    ),
}
