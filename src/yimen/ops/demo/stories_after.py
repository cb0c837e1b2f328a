"""The stories' deeds after the answer: review, recheck, and what opens a matter again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.actions.accept_review import accept_review
from yimen.casework.actions.ask_recheck import ask_recheck
from yimen.casework.actions.ask_reopen import ask_reopen
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.decline_review import decline_review
from yimen.casework.actions.draft_review import draft_review
from yimen.casework.actions.miss_paper import miss_paper
from yimen.casework.actions.refuse_reopen import refuse_reopen
from yimen.casework.actions.reopen import reopen
from yimen.casework.actions.return_review import return_review
from yimen.casework.actions.serve_notice import serve_notice
from yimen.casework.actions.serve_recheck import serve_recheck
from yimen.casework.actions.serve_review import serve_review
from yimen.casework.actions.sign_review import sign_review
from yimen.casework.actions.withdraw_review import withdraw_review
from yimen.casework.proving import Proved
from yimen.casework.reviewed import Looked, ReviewDraft
from yimen.casework.reviewing import Plea
from yimen.documents.actions import issue
from yimen.ops.demo.later import SIGNED, Later, each
from yimen.registry.models import Decline, Review

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story


def _ask(act: Callable[..., Review]) -> Later:
    def do(story: Story, told: dict[str, Any]) -> None:
        story.above = told["to"]
        plea = Plea(
            request=told["ask"],
            facts=told.get("facts", ""),
            late_reason=told.get("late", ""),
        )
        review = act(
            story.petition,
            demands=story.demands,
            to=story.organs[story.above].pk,
            plea=plea,
            by=story.by(told, "petitioner"),
            at=story.on(told),
        )
        story.review = review.pk

    return do


def _accept(story: Story, told: dict[str, Any]) -> None:
    handler = story.actors("handler", story.above).id
    by, at = story.actors("head", story.above), story.on(told)
    accept_review(story.demands[0], handler=handler, by=by, at=at)


def _draft(story: Story, told: dict[str, Any]) -> None:
    at = story.on(told)
    points = tuple(
        Looked(
            demand=demand,
            facts=told["found"],
            reasons=told["reasons"],
            result=told["result"],
            decision=told.get("decision", ""),
            basis=told["basis"],
        )
        for demand in story.demands
    )
    days = told.get("duty_days", 20)
    draft = ReviewDraft(
        points=points,
        examined=told.get("examined", ""),
        duty=told.get("duty", ""),
        duty_by=date.fromordinal(local_day(at).toordinal() + days) if "duty" in told else None,
    )
    by = story.actors("handler", story.above)
    draft_review(story.demands[0], draft=draft, by=by, at=at)


def _sign(story: Story, told: dict[str, Any]) -> None:
    """Sign it, and print it at once: nothing can be served that is not printed."""
    at = story.on(told)
    sign_review(story.demands[0], by=story.actors("head", story.above), at=at)
    act_as(story.actors("head", story.above))
    level = Review.objects.get(pk=story.review).level
    issue(f"{level}_opinion", petition=story.petition, subject=story.review, at=at)


def _serve(act: Callable[..., object]) -> Later:
    def do(story: Story, told: dict[str, Any]) -> None:
        act(
            story.demands[0],
            method="in_person",
            recipient=story.about["who"],
            proved=SIGNED,
            by=story.actors("handler", story.above),
            at=story.on(told),
        )

    return do


def _miss(story: Story, told: dict[str, Any]) -> None:
    """Nobody was at home: a review's opinion or a notice comes back."""
    by = story.actors("handler", told.get("of") or story.above)
    miss_paper(story.demands[0], method="in_person", outcome="absent", by=by, at=story.on(told))


def _serve_notice(story: Story, told: dict[str, Any]) -> None:
    """Send the notice of non-acceptance by post."""
    by, at = story.actors("handler", story.about["organ"]), story.on(told)
    parcel = Proved(parcel=told["parcel"])
    who = story.about["who"]
    serve_notice(story.demands[0], method="post", recipient=who, proved=parcel, by=by, at=at)


def _print_notice(story: Story, _: dict[str, Any]) -> None:
    """Print it at once: nothing can be served that is not printed."""
    act_as(SYSTEM)
    for row in Decline.objects.filter(petition=story.petition):
        issue("non_acceptance_notice", petition=story.petition, subject=row.pk, at=row.at)


def _decline(story: Story, told: dict[str, Any]) -> None:
    decline_review(
        story.demands[0],
        ground=told["ground"],
        reason=told["reason"],
        where_to_go=told["where"],
        by=story.actors("head", story.above),
        at=story.on(told),
    )


def _return(story: Story, told: dict[str, Any]) -> None:
    by, at = story.actors("head", story.above), story.on(told)
    return_review(story.demands[0], reason=told["reason"], by=by, at=at)


def _withdraw(story: Story, told: dict[str, Any]) -> None:
    withdraw_review(story.demands[0], by=story.by(told, "petitioner"), at=story.on(told))


LATER: dict[str, Later] = {
    "ask_review": _ask(ask_review),
    "ask_recheck": _ask(ask_recheck),
    "accept_review": _accept,
    "decline_review": _decline,
    "withdraw_review": _withdraw,
    "draft_review": _draft,
    "return_review": _return,
    "sign_review": _sign,
    "serve_review": _serve(serve_review),
    "serve_recheck": _serve(serve_recheck),
    "miss_paper": _miss,
    "print_notice": _print_notice,
    "serve_notice": _serve_notice,
    "ask_reopen": each(ask_reopen, "petitioner", "news"),
    "reopen": each(reopen, "screener@bureau", "reason"),
    "refuse_reopen": each(refuse_reopen, "screener@bureau", "reason"),
}
