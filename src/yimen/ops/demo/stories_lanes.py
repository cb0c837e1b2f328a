"""The stories of the two lanes: suggestions that are studied, accusations that go sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from yimen.casework.actions.answer_accusation import answer_accusation
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.propose_release import propose_release
from yimen.casework.actions.release import release
from yimen.casework.actions.reply_suggestion import reply_suggestion
from yimen.casework.actions.study_suggestion import study_suggestion
from yimen.casework.actions.take_accusation import take_accusation
from yimen.casework.actions.take_suggestion import take_suggestion
from yimen.casework.suggesting import Decided
from yimen.registry.lane import Accused

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

_TO_ORGAN = ("register", "screen", "send", "take_suggestion")
_SEALED = ("register", "screen", "name_accused")
_RELEASED = (*_SEALED, "propose_release", "release")
DONE: dict[str, tuple[str, ...]] = {
    "suggestion_study": (*_TO_ORGAN, "study_suggestion"),
    "suggestion_told": (*_TO_ORGAN, "study_suggestion", "reply_suggestion"),
    "divided": ("register", "screen"),
    "release_proposed": (*_SEALED, "propose_release"),
    "sealed_sent": _RELEASED,
    "sealed_taken": (*_RELEASED, "take_accusation"),
    "sealed_told": (*_RELEASED, "take_accusation", "answer_accusation"),
}


def _decided(story: Story) -> Decided:
    told: dict[str, Any] = story.about["study"]
    return Decided(
        result=told["result"],
        reasons=told["reasons"],
        measures=told.get("measures", ""),
        reward=told.get("reward", ""),
    )


def _take(story: Story) -> None:
    by, at = story.officer("handler"), story.at("accept")
    for demand in story.demands:
        take_suggestion(demand, handler=by.id, by=by, at=at)


def _study(story: Story) -> None:
    by, at, told = story.officer("handler"), story.at("draft_opinion"), story.about["study"]
    for demand in story.demands:
        study_suggestion(demand, study=told["found"], decided=_decided(story), by=by, at=at)


def _reply(story: Story) -> None:
    by, at = story.officer("head"), story.at("sign_opinion")
    for demand in story.demands:
        reply_suggestion(demand, decided=_decided(story), by=by, at=at)


def _name(story: Story) -> None:
    by, at, told = story.actors("screener", "bureau"), story.at("screen"), story.about["accuses"]
    accused = (
        Accused(
            organ=story.organs[told["organ"]].pk,
            name=told.get("name", ""),
            office=told.get("office", ""),
        ),
    )
    for demand in story.demands:
        name_accused(demand, accused=accused, level=told["level"], by=by, at=at)


def _propose(story: Story) -> None:
    by, at, told = story.actors("screener", "bureau"), story.at("forward"), story.about["accuses"]
    to = story.organs["supervisory"].pk
    for demand in story.demands:
        propose_release(demand, sheet=told["sheet"], to=to, by=by, at=at)


def _release(story: Story) -> None:
    by, at = story.actors("supervisor", "bureau"), story.at("forward")
    for demand in story.demands:
        release(demand, by=by, at=at)


def _take_up(story: Story) -> None:
    by, at = story.actors("handler", "supervisory"), story.at("accept")
    for demand in story.demands:
        take_accusation(demand, handler=by.id, by=by, at=at)


def _answer(story: Story) -> None:
    by, at = story.actors("handler", "supervisory"), story.at("sign_opinion")
    for demand in story.demands:
        answer_accusation(demand, answer=story.about["accuses"]["answer"], by=by, at=at)


DEEDS: dict[str, Callable[[Story], None]] = {
    "take_suggestion": _take,
    "study_suggestion": _study,
    "reply_suggestion": _reply,
    "name_accused": _name,
    "propose_release": _propose,
    "release": _release,
    "take_accusation": _take_up,
    "answer_accusation": _answer,
}
