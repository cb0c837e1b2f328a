"""How suggestions and accusations go in the demo's year: in lanes of their own."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.ops.demo.planning import Deed, Life, Plan, Step
from yimen.ops.demo.roster import BUREAU, Officer

SUGGESTION, ACCUSATION = "suggestion", "accusation"
_TAKES = {SUGGESTION: "take_suggestion", ACCUSATION: "take_accusation"}


def takes(life: Life) -> str:
    """Return the deed by which an organ begins with a matter of this class."""
    return _TAKES.get(life.fate.kind, "accept")


def _screener(plan: Plan, life: Life) -> tuple[Officer, ...]:
    return (life.screener,) if life.screener else plan.district.of(BUREAU, "screener")


def _another_screener(plan: Plan, life: Life) -> tuple[Officer, ...]:
    every = plan.district.of(BUREAU, "screener")
    return tuple(one for one in every if one is not life.screener)


def _handlers(plan: Plan, life: Life) -> tuple[Officer, ...]:
    return (life.handler,) if life.handler else plan.district.of(life.sent_to, "handler")


def _head(plan: Plan, life: Life) -> tuple[Officer, ...]:
    return plan.district.of(life.sent_to, "head")[:1]


def _named(plan: Plan, life: Life, step: Step) -> None:
    plan.later(life, "propose_release", step.at, life.chance.random())


def _proposed(plan: Plan, life: Life, step: Step) -> None:
    plan.later(life, "release", step.at, life.chance.random() * 2)


def _released(plan: Plan, life: Life, step: Step) -> None:
    life.sent_to, life.sent_at = life.organ, step.at
    plan.later(life, "take_accusation", step.at, life.chance.random() * 4)


def _taken(plan: Plan, life: Life, step: Step) -> None:
    life.handler = step.by
    follows = "study_suggestion" if life.fate.kind == SUGGESTION else "answer_accusation"
    plan.later(life, follows, step.at, 12 * life.fate.pace)


def _studied(plan: Plan, life: Life, step: Step) -> None:
    plan.later(life, "reply_suggestion", step.at, 1 + life.chance.random() * 4)


def _nothing(_: Plan, __: Life, ___: Step) -> None:
    return


LANES: Mapping[str, Deed] = {
    "take_suggestion": Deed(_handlers, 5, _taken),
    "study_suggestion": Deed(_handlers, 40, _studied, is_slow=True),
    "reply_suggestion": Deed(_head, 8, _nothing),
    "name_accused": Deed(_screener, 6, _named),
    "propose_release": Deed(_screener, 12, _proposed),
    "release": Deed(_another_screener, 6, _released),
    "take_accusation": Deed(_handlers, 6, _taken),
    "answer_accusation": Deed(_handlers, 45, _nothing, is_slow=True),
}
