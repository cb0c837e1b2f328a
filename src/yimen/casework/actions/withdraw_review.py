"""Take a request for review or recheck back, at the petitioner's own wish."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.reviewing import demands_under, give_back, left_behind, review_of
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_review import ReviewWithdrawn
from yimen.registry.models import Demand, Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record

STAGES = (
    *(Review.Stage.ASKED, Review.Stage.ACCEPTED, Review.Stage.SUBMITTED),
    Review.Stage.RETURNED,
)


@transaction.atomic
def withdraw_review(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Take it back: the answer stands as it stood, and so does what is left of the time to ask."""
    demand = open_demand(by, "review.withdraw", demand_id)
    review = review_of(demand, by, *STAGES)
    demands, turned = demands_under(review), {}
    for one in demands:
        back, resumed = left_behind(one, review)
        outcome = ask(one, Move.WITHDRAW_REVIEW, at=at, back=back, resumed=resumed)
        enter(one, outcome, at=at)
        turned[one.position] = outcome
    give_back(review, demands)
    review.stage = Review.Stage.WITHDRAWN
    review.save()
    said = ReviewWithdrawn(review=review.pk, to_organ=review.author_id)
    record(demand.petition, said, by=by, at=at, turned=turned)
    return demand
