"""Return the draft of a review to its writer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import move_all
from yimen.casework.guards import require_other, require_reason
from yimen.casework.reviewing import demands_under, require_clean_hands, review_of
from yimen.law.moves import Move
from yimen.registry.entries_review import ReviewReturned
from yimen.registry.models import Demand, Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def return_review(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Return it: its writer reads why and writes it again; no clock stops for that."""
    demand = open_demand(by, "review.sign", demand_id)
    review = review_of(demand, by, Review.Stage.SUBMITTED)
    require_other(by, review.drafted_by_id)
    require_clean_hands(review, by.id)
    turned = move_all(demands_under(review), Move.RETURN_REVIEW, at=at)
    review.stage, review.remark = Review.Stage.RETURNED, require_reason(reason)
    review.save()
    record(demand.petition, ReviewReturned(review=review.pk), by=by, at=at, turned=turned)
    return demand
