"""Sign the opinion of a review or recheck."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import move_all
from yimen.casework.guards import require_other
from yimen.casework.hearing import require_unbiased
from yimen.casework.reviewed import LETTERS, send
from yimen.casework.reviewing import demands_under, require_clean_hands, review_of
from yimen.law.moves import Move
from yimen.registry.entries_review import ReviewSigned
from yimen.registry.models import Demand, Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def sign_review(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Sign it: a second person, with no hand in the answer either, answers for it; it is issued.

    Raises:
        SamePerson, HadAHand: whoever signs wrote it, or had a hand in the answer.
    """
    demand = open_demand(by, "review.sign", demand_id)
    review = review_of(demand, by, Review.Stage.SUBMITTED)
    demands = demands_under(review)
    require_other(by, review.drafted_by_id, *(one.handler_id for one in demands))
    require_clean_hands(review, by.id)
    require_unbiased(demands, review.drafted_by_id)
    turned = move_all(demands, Move.SIGN_REVIEW, at=at)
    review.stage, review.signed_by_id = Review.Stage.SIGNED, by.id or None
    review.signed_at = at
    review.save()
    record(demand.petition, ReviewSigned(review=review.pk), by=by, at=at, turned=turned)
    send(LETTERS[Review.Level(review.level)], review, at)
    return demand
