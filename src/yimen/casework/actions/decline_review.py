"""Do not accept a request for review or recheck."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.casework.guards import SayWhereToGo, require_choice, require_reason
from yimen.casework.reviewed import send
from yimen.casework.reviewing import (
    demands_under,
    give_back,
    left_behind,
    require_clean_hands,
    review_of,
)
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_review import ReviewDeclined
from yimen.registry.models import Demand, Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record


class NotLate(Refused):
    """It was asked for in time, so it cannot be refused as late."""


@transaction.atomic
def decline_review(
    demand_id: int, *, ground: str, reason: str, where_to_go: str, by: Actor, at: datetime
) -> Demand:
    """Decline it in writing: the matter stands where it stood, and so does the time to ask.

    Raises:
        NotLate: it was asked for in time.
        SayWhereToGo: nobody is sent away without a direction.
    """
    demand = open_demand(by, "review.decline", demand_id)
    review = review_of(demand, by, Review.Stage.ASKED)
    require_clean_hands(review, by.id)
    if require_choice(ground, Review.Ground.values) == Review.Ground.LATE and not review.is_late:
        raise NotLate
    if not where_to_go.strip():
        raise SayWhereToGo
    demands, turned = demands_under(review), {}
    for one in demands:
        back, resumed = left_behind(one, review)
        outcome = ask(one, Move.DECLINE_REVIEW, at=at, back=back, resumed=resumed)
        enter(one, outcome, at=at)
        turned[one.position] = outcome
    give_back(review, demands)
    review.stage, review.ground = Review.Stage.DECLINED, ground
    review.answer, review.where_to_go = require_reason(reason), where_to_go.strip()
    review.decided_at, review.decided_by_id = at, by.id or None
    review.save()
    said = ReviewDeclined(review=review.pk, to_organ=review.author_id, review_ground=ground)
    record(demand.petition, said, by=by, at=at, turned=turned)
    send("review_refusal", review, at)
    return demand
