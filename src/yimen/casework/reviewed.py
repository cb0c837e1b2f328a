"""What a review says, demand by demand, and how it reaches the petitioner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.casework import serving
from yimen.casework.answering import move_all
from yimen.casework.guards import (
    Several,
    WrongStage,
    require_choice,
)
from yimen.casework.papers import write_letter
from yimen.casework.proving import Proved
from yimen.casework.reviewing import demands_under, give_back, review_of
from yimen.law.moves import Move
from yimen.law.turning import Turned
from yimen.registry.entries import ExecutionUrged
from yimen.registry.models import Demand, Review, ReviewPoint, Service

LETTERS = {Review.Level.REVIEW: "review_opinion", Review.Level.RECHECK: "recheck_opinion"}
RESULTS = ReviewPoint.Result.values
#: Which parts of a point must be there, and what each is called.
PARTS = {
    "facts": gettext_lazy("the facts found"),
    "reasons": gettext_lazy("the reasons"),
    "result": gettext_lazy("the result"),
    "basis": gettext_lazy("the legal basis"),
}


class PointIncomplete(Refused):
    """Demand {position}: fill in {missing}. Without them no review opinion can be issued."""


class SayWhatChanges(Refused):
    """Demand {position}: write what the answer says from now on, since it is changed."""


class SayByWhen(Refused):
    """Say by which day it must be carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a draft of a review says on one demand; `demand` is its row number."""

    demand: int
    facts: str = ""
    reasons: str = ""
    result: str = ""
    decision: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDraft:
    """A review as its reviewer writes it."""

    points: tuple[Looked, ...]
    examined: str = ""
    duty: str = ""
    duty_by: date | None = None


def write(review: Review, draft: ReviewDraft) -> None:
    """Write the draft into the points of a review; every point must be whole.

    Raises:
        PointIncomplete, SayWhatChanges, SayByWhen: something is not said.
    """
    said = {one.demand: one for one in draft.points}
    for point in review.points.select_related("demand"):
        _fill(point, said.get(point.demand_id, Looked(demand=point.demand_id)))
    review.examined = draft.examined.strip()
    review.duty, review.duty_by = draft.duty.strip(), draft.duty_by
    if review.duty and review.duty_by is None:
        raise SayByWhen


def _fill(point: ReviewPoint, said: Looked) -> None:
    for part in ("facts", "reasons", "decision", "basis"):
        setattr(point, part, getattr(said, part).strip())
    point.result = require_choice(said.result, ("", *RESULTS))
    missing = [name for part, name in PARTS.items() if not getattr(point, part)]
    if missing:
        raise PointIncomplete(position=point.demand.position, missing=Several(missing))
    if point.result == ReviewPoint.Result.CHANGE and not point.decision:
        raise SayWhatChanges(position=point.demand.position)
    if point.result != ReviewPoint.Result.CHANGE:
        point.decision = ""
    point.save()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A review that reaches the petitioner: which demands it settles, which are done anew."""

    review: Review
    service: Service
    settled: list[Demand]
    redone: list[Demand]


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged:
    """What is owed by a review: the line that says so, and what it did to the demands."""

    said: ExecutionUrged
    turned: dict[int, Turned]


def deliver(
    demand: Demand,
    level: Review.Level,
    *,
    method: str,
    recipient: str,
    proved: Proved | None,
    by: Actor,
    at: datetime,
) -> Delivery:
    """Note that a review reached the petitioner, and how that is proved.

    Raises:
        Refused: it cannot be so, or is not proved; see `serving`.
    """
    review = review_of(demand, by, Review.Stage.SIGNED)
    if review.level != level:
        raise WrongStage
    review.stage = Review.Stage.SERVED
    service = serving.deliver(
        review, method=method, recipient=recipient, proved=proved, by=by, at=at
    )
    redo = {p.demand_id for p in review.points.all() if p.result == ReviewPoint.Result.REDO}
    demands = demands_under(review)
    give_back(review, demands)
    for one in demands:
        if one.pk in redo:
            one.accepted_on = local_day(at)
    return Delivery(
        review=review,
        service=service,
        settled=[one for one in demands if one.pk not in redo],
        redone=[one for one in demands if one.pk in redo],
    )


def urged(delivery: Delivery, *, at: datetime) -> Urged | None:
    """Start the clock of what a review orders to be done, on what it settles (arts. 32, 35)."""
    review = delivery.review
    if not review.duty or not delivery.settled:
        return None
    turned = move_all(delivery.settled, Move.URGE_EXECUTION, at=at, report_by=review.duty_by)
    said = ExecutionUrged(
        opinion=review.opinion_id or 0,
        report_by=review.duty_by.isoformat() if review.duty_by else "",
        by_organ=review.author_id,
    )
    return Urged(said=said, turned=turned)


def send(kind: str, review: Review, at: datetime) -> None:
    """Have a letter about a review printed."""
    write_letter(kind, review.petition_id, subject=review.pk, at=at)
