"""The stories' deeds of the bureau's advice: drafted, signed, received, answered, checked, late."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.ops.demo.later import Later
from yimen.registry.queries import seen_by
from yimen.supervision.actions.answer import Answer, answer
from yimen.supervision.actions.check import check
from yimen.supervision.actions.draft import Drafted, draft
from yimen.supervision.actions.mark_late import mark_late
from yimen.supervision.actions.receive import receive
from yimen.supervision.actions.sign import sign
from yimen.supervision.queries import overdue

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

DRAFTS, SIGNS = "screener@bureau", "supervisor@bureau"


def _draft(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, DRAFTS), story.on(told)
    act_as(by)
    concerned = story.organs[told["concerned"]].pk if "concerned" in told else 0
    drafted = Drafted(
        **{name: told[name] for name in ("kind", "title", "facts", "proposal")},
        organ=story.organs[told["to"]].pk,
        concerned=concerned,
        numbers=_numbers(story, told.get("cites", ()), by),
    )
    story.met["advice"] = draft(drafted=drafted, by=by, at=at).pk


def _numbers(story: Story, others: list[str], by: Actor) -> list[str]:
    """Return the number of the story's own petition, and of others by their stories' names."""
    seen = seen_by(by, "petition.cite")
    own = seen.filter(pk=story.petition)
    told = seen.filter(source="demo", external_number__in=others)
    return [*own.values_list("number", flat=True), *told.values_list("number", flat=True)]


def _sign(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, SIGNS), story.on(told)
    act_as(by)
    sign(story.met["advice"], by=by, at=at)


def _receive(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, ""), story.on(told)
    act_as(by)
    receive(story.met["advice"], by=by, at=at)


def _answer(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, ""), story.on(told)
    act_as(by)
    within = told.get("within", 0)
    said = Answer(
        adoption=told["adoption"],
        reasons=told.get("reasons", ""),
        measures=told.get("measures", ""),
        done_by=date.fromordinal(local_day(at).toordinal() + within) if within else None,
    )
    answer(story.met["advice"], answer=said, by=by, at=at)


def _check(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, DRAFTS), story.on(told)
    act_as(by)
    check(
        story.met["advice"], is_enough=told["enough"], remark=told.get("remark", ""), by=by, at=at
    )


def _mark_late(story: Story, told: dict[str, Any]) -> None:
    at = story.on(told)
    for turn in overdue(local_day(at)):
        mark_late(turn, by=SYSTEM, at=at)


LATER: dict[str, Later] = {
    "draft_advice": _draft,
    "sign_advice": _sign,
    "receive_advice": _receive,
    "answer_advice": _answer,
    "check_advice": _check,
    "mark_late": _mark_late,
}
