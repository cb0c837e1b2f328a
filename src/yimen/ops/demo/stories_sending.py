"""The stories' deeds of sorting and sending: objected, disputed, split, helped, handled simply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.actions.accept_simple import accept_simple
from yimen.casework.actions.answer_simple import answer_simple
from yimen.casework.actions.ask_assistance import ask_assistance
from yimen.casework.actions.ask_supplement import ask_supplement
from yimen.casework.actions.contribute import contribute
from yimen.casework.actions.convert_to_ordinary import convert_to_ordinary
from yimen.casework.actions.decide_competence import decide_competence
from yimen.casework.actions.drop_simple import drop_simple
from yimen.casework.actions.flag_urgent import flag_urgent
from yimen.casework.actions.merge_demands import merge_demands
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.propose_simple import propose_simple
from yimen.casework.actions.raise_dispute import raise_dispute
from yimen.casework.actions.report_up import report_up
from yimen.casework.actions.report_urgent import report_urgent
from yimen.casework.actions.return_dispatch import return_dispatch
from yimen.casework.actions.serve import serve
from yimen.casework.actions.split_demand import split_demand
from yimen.casework.actions.tell_later import tell_later
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.simple import Reply
from yimen.casework.sorting import Part
from yimen.casework.urgent import Urgent
from yimen.documents.actions import issue
from yimen.ops.demo.later import SIGNED, Later, each
from yimen.registry.models import Opinion

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

SCREENER = "screener@bureau"


def _to_organ(act: Callable[..., object], name: str, by: str, *facts: str) -> Later:
    """Make a deed that names an organ in this argument of its act, by its key in `to`."""

    def do(story: Story, told: dict[str, Any]) -> None:
        who, at = story.by(told, by), story.on(told)
        words = {fact: told[fact] for fact in facts if fact in told}
        for demand in story.demands:
            act(demand, **{name: story.organs[told["to"]].pk}, **words, by=who, at=at)

    return do


def _split(story: Story, told: dict[str, Any]) -> None:
    parts = [Part(request=one["ask"], facts=one["facts"]) for one in told["parts"]]
    by, at = story.by(told, SCREENER), story.on(told)
    split_demand(story.demands[0], parts=parts, reason=told["reason"], by=by, at=at)
    story.see_demands()


def _merge(story: Story, told: dict[str, Any]) -> None:
    first, *others = story.demands
    by, at = story.by(told, SCREENER), story.on(told)
    merge_demands(first, others=others, reason=told["reason"], by=by, at=at)
    story.demands = [first]


def _ask_help(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "handler"), story.on(told)
    for demand in story.demands:
        ask_assistance(
            demand,
            organ=story.organs[told["to"]].pk,
            question=told["question"],
            answer_by=date.fromordinal(local_day(at).toordinal() + told["within"]),
            by=by,
            at=at,
        )


def _report_urgent(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, SCREENER), story.on(told)
    report = Urgent(
        recipients=told["recipients"],
        event=told["event"],
        happened=told["happened"],
        place=told["place"],
        affected=told["affected"],
        measures=told["measures"],
        known_at=at - timedelta(minutes=10),
    )
    report_urgent(story.demands[0], report=report, by=by, at=at)


def _accept_simple(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "handler"), story.on(told)
    for demand in story.demands:
        accept_simple(demand, ground=told["ground"], told_by="phone", handler=by.id, by=by, at=at)


def _answer_simple(story: Story, told: dict[str, Any]) -> None:
    """Answer it and print the reply at once, as with every answer that is to be served."""
    by, at = story.by(told, "handler"), story.on(told)
    reply = Reply(
        result=told["result"],
        facts=told["found"],
        answer=told["answer"],
        basis=told["basis"],
        told_by="phone",
        proof=told["proof"],
    )
    for demand in story.demands:
        answer_simple(demand, reply=reply, by=by, at=at)
    act_as(by)
    story.opinion = Opinion.objects.filter(petition=story.petition).latest("pk").pk
    issue("simple_reply", petition=story.petition, subject=story.opinion, at=at)


def _serve_simple(story: Story, told: dict[str, Any]) -> None:
    by, at, who = story.by(told, "handler"), story.on(told), story.about["who"]
    serve(story.opinion, method="in_person", recipient=who, proved=SIGNED, by=by, at=at)


LATER: dict[str, Later] = {
    "object_dispatch": _to_organ(object_dispatch, "proper", "handler", "reason"),
    "return_dispatch": each(return_dispatch, SCREENER, "reason"),
    "uphold_dispatch": each(uphold_dispatch, SCREENER, "reason"),
    "raise_dispute": each(raise_dispute, "head", "reason"),
    "report_up": _to_organ(report_up, "to", SCREENER, "reason"),
    "decide_competence": _to_organ(
        decide_competence, "to", "leader@government", "reason", "rule", "document"
    ),
    "split_demand": _split,
    "merge_demands": _merge,
    "ask_supplement": each(ask_supplement, SCREENER, "wanted", "reason", "support"),
    "tell_later": each(tell_later, "handler"),
    "flag_urgent": each(flag_urgent, SCREENER),
    "report_urgent": _report_urgent,
    "ask_assistance": _ask_help,
    "contribute": each(contribute, "handler", "answer"),
    "propose_simple": each(propose_simple, SCREENER, "ground"),
    "drop_simple": each(drop_simple, SCREENER, "reason"),
    "accept_simple": _accept_simple,
    "answer_simple": _answer_simple,
    "serve_simple": _serve_simple,
    "convert_to_ordinary": each(convert_to_ordinary, "handler", "because", "reason"),
}
