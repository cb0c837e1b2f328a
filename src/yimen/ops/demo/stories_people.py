"""The stories' deeds about people: who asks twice, who asks alike, and who says it was not done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.add_roster import add_roster
from yimen.casework.actions.answer_aftercare import answer_aftercare
from yimen.casework.actions.answer_repeat import answer_repeat
from yimen.casework.actions.bring_along import bring_along
from yimen.casework.actions.confirm_execution import confirm_execution
from yimen.casework.actions.dispute_execution import dispute_execution
from yimen.casework.actions.flag_unclear import flag_unclear
from yimen.casework.actions.join import join
from yimen.casework.actions.offer_aftercare import offer_aftercare
from yimen.casework.actions.report_retaliation import report_retaliation
from yimen.casework.actions.resume_repeat import resume_repeat
from yimen.casework.actions.withdraw import withdraw
from yimen.casework.filing import Paper, Wish
from yimen.documents.rosters import read_roster
from yimen.ops.demo.later import Later, each
from yimen.ops.demo.story import SOURCE
from yimen.registry.models import Demand, Petition

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

SCREENER = "screener@bureau"


def _other(told: dict[str, Any]) -> Petition:
    """Return the petition of another story, by its name in `with`."""
    act_as(SYSTEM)
    return Petition.objects.get(source=SOURCE, external_number=told["with"])


def _repeat(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, SCREENER), story.on(told)
    earlier = Demand.objects.get(petition=_other(told), position=1).pk
    for demand in story.demands:
        answer_repeat(demand, other_demand=earlier, reason=told["reason"], by=by, at=at)


def _join(story: Story, told: dict[str, Any]) -> None:
    by, at, leader = story.by(told, SCREENER), story.on(told), _other(told).pk
    join(story.petition, leader=leader, positions=[1], reason=told["reason"], by=by, at=at)


def _bring(story: Story, told: dict[str, Any]) -> None:
    by, at, leader = story.by(told, "handler"), story.on(told), _other(told).pk
    bring_along(leader, by=by, at=at)


def _roster(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "receptionist@bureau"), story.on(told)
    data = "\n".join(["姓名,联系电话", *told["people"]]).encode()
    paper = Paper(name="联名名册.csv", data=data)
    add_roster(story.petition, read=read_roster(paper.name, data), paper=paper, by=by, at=at)


def _withdraw(story: Story, told: dict[str, Any]) -> None:
    by, at, reason = story.by(told, "petitioner"), story.on(told), told["reason"]
    withdraw(story.petition, demands=story.demands, reason=reason, by=by, at=at)


def _dispute(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "petitioner"), story.on(told)
    wish = Wish(channel="online", words=told["words"])
    for demand in story.demands:
        dispute_execution(demand, wish=wish, by=by, at=at)


def _offer(story: Story, told: dict[str, Any]) -> None:
    by, at, organ = story.by(told, SCREENER), story.on(told), story.organs[told["to"]].pk
    offer_aftercare(story.petition, organ=organ, words=told["words"], by=by, at=at)


def _unclear(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "handler"), story.on(told)
    flag_unclear(story.petition, words=told["words"], by=by, at=at)


def _answer_offer(story: Story, told: dict[str, Any]) -> None:
    by, at = story.by(told, "petitioner"), story.on(told)
    answer_aftercare(story.petition, answer=told["answer"], by=by, at=at)


def _retaliation(story: Story, told: dict[str, Any]) -> None:
    by, at, organ = story.by(told, "petitioner"), story.on(told), story.organs[told["to"]].pk
    report_retaliation(story.petition, organ=organ, words=told["words"], by=by, at=at)


LATER: dict[str, Later] = {
    "answer_repeat": _repeat,
    "resume_repeat": each(resume_repeat, SCREENER, "reason"),
    "join": _join,
    "bring_along": _bring,
    "add_roster": _roster,
    "withdraw": _withdraw,
    "confirm_execution": each(confirm_execution, "petitioner"),
    "dispute_execution": _dispute,
    "offer_aftercare": _offer,
    "flag_unclear": _unclear,
    "answer_aftercare": _answer_offer,
    "report_retaliation": _retaliation,
}
