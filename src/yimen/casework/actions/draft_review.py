"""Draft the opinion of a review or recheck."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import move_all
from yimen.casework.guards import require_handler, require_later
from yimen.casework.hearing import require_no_hearing
from yimen.casework.reviewed import ReviewDraft, write
from yimen.casework.reviewing import WRITABLE, demands_under, require_clean_hands, review_of
from yimen.law.moves import Move
from yimen.registry.entries_review import ReviewDrafted
from yimen.registry.models import Demand, Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def draft_review(demand_id: int, *, draft: ReviewDraft, by: Actor, at: datetime) -> Demand:
    """Submit it: what is said on each demand goes to whoever signs.

    Raises:
        HadAHand: its writer had a hand in the answer.
        PointIncomplete, SayWhatChanges, SayByWhen: something is not said.
    """
    demand = open_demand(by, "review.draft", demand_id)
    review = review_of(demand, by, *WRITABLE)
    require_handler(demand, by)
    require_clean_hands(review, by.id)
    require_no_hearing(demands_under(review))
    write(review, draft)
    if review.duty_by:
        require_later(review.duty_by, at)
    turned = move_all(demands_under(review), Move.DRAFT_REVIEW, at=at)
    review.stage, review.remark = Review.Stage.SUBMITTED, ""
    review.drafted_by_id, review.drafted_at = by.id or None, at
    review.save()
    record(demand.petition, ReviewDrafted(review=review.pk), by=by, at=at, turned=turned)
    return demand
