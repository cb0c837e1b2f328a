"""The deeds of stories in which the facts are heard in the open, or somebody stands aside."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from yimen.access.actor import SYSTEM
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
from yimen.casework.hearing import Looked, Outcome, Plan, Spoken
from yimen.ops.demo.later import Later, each
from yimen.registry.models import Member

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

#: A hearing is called for so long ahead, at ten in the morning.
AHEAD, HOUR = timedelta(hours=24 * 9), 10


def _investigate(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "handler"), story.on(told)
    looked = Looked(
        kind=told.get("kind", "talk"),
        began_at=at - timedelta(hours=2),
        ended_at=at - timedelta(hours=1),
        place=told["place"],
        persons=told["witness"],
        words=told["said"],
        signed=told["signed"],
    )
    for demand in story.demands:
        investigate(demand, looked=looked, by=by, at=at)


def _call(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "handler"), story.on(told)
    opens = _opens(at)
    lasts = timedelta(hours=24 * told.get("lasts", 1) - 24)
    plan = Plan(
        opens_at=opens,
        ends_on=(opens + lasts).date(),
        place=told["room"],
        chair=story.by({}, "head").id,
        guests=tuple(map(tuple, told["members"])),
    )
    for demand in story.demands:
        call_hearing(demand, plan=plan, by=by, at=at)


def _opens(at: datetime) -> datetime:
    return (at + AHEAD).replace(hour=HOUR, minute=0, second=0, microsecond=0)


def _close(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "handler"), story.on(told)
    spoken = Spoken(
        present=told["present"],
        statements=told["statements"],
        questions=told.get("questions", ""),
        evidence=told.get("evidence", ""),
        last_word=told.get("last_word", ""),
        signed=told["signed"],
    )
    for demand in story.demands:
        close_hearing(demand, spoken=spoken, by=by, at=at)


def _conclude(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "head"), story.on(told)
    for demand in story.demands:
        act_as(SYSTEM)
        seated = Member.objects.filter(hearing__demand=demand, is_seated=True)
        votes = {one.pk: (told["conclusion"], told["reasons"]) for one in seated}
        outcome = Outcome(
            facts=told["found"],
            conclusion=told["conclusion"],
            reasons=told["reasons"],
            votes=votes,
        )
        conclude_hearing(demand, outcome=outcome, by=by, at=at)


def _grant_recusal(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "head"), story.on(told)
    successor = story.by({}, "handler/1")
    for demand in story.demands[:1]:
        grant_recusal(demand, reason=told["reason"], to=successor.id, by=by, at=at)


LATER: dict[str, Later] = {
    "investigate": _investigate,
    "ask_hearing": each(ask_hearing, "handler", "reason"),
    "grant_hearing": each(grant_hearing, "head", "reason"),
    "refuse_hearing": each(refuse_hearing, "head", "reason"),
    "call_hearing": _call,
    "open_hearing": each(open_hearing, "handler"),
    "close_hearing": _close,
    "conclude_hearing": _conclude,
    "ask_recusal": each(ask_recusal, "petitioner", "relation"),
    "grant_recusal": _grant_recusal,
    "refuse_recusal": each(refuse_recusal, "head", "reason"),
}
