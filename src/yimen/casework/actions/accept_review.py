"""Accept a request for review or recheck."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.casework.answering import move_all
from yimen.casework.guards import NotAHandlerHere, require_choice, require_reason
from yimen.casework.reviewed import send
from yimen.casework.reviewing import demands_under, require_clean_hands, review_of
from yimen.law.moves import Move
from yimen.people.queries import holds_post
from yimen.registry.entries_review import ReviewAccepted
from yimen.registry.models import Demand, Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record


class SayWhyAdmitted(Refused):
    """It was asked for after {day}. Say why it is accepted all the same, or do not accept it."""


@transaction.atomic
def accept_review(
    demand_id: int,
    *,
    handler: int = 0,
    admitted: str = "",
    because: str = "",
    by: Actor,
    at: datetime,
) -> Demand:
    """Accept it: somebody who had no hand in the answer looks at it; no clock begins anew.

    `admitted` and `because` say why a late request is accepted all the same.

    Raises:
        HadAHand: whoever accepts it, or shall look at it, had a hand in the answer.
        SayWhyAdmitted: it is late, and nothing is said to that.
    """
    demand = open_demand(by, "review.accept", demand_id)
    review = review_of(demand, by, Review.Stage.ASKED)
    demands = demands_under(review)
    turned = move_all(demands, Move.ACCEPT_REVIEW, at=at)
    require_clean_hands(review, by.id, handler)
    if handler and not holds_post(handler, "handler", review.organ_id, local_day(at)):
        raise NotAHandlerHere(organ=review.organ)
    if review.is_late:
        _admit(review, admitted, because)
    review.stage, review.decided_at = Review.Stage.ACCEPTED, at
    review.decided_by_id = by.id or None
    review.save()
    for one in demands:
        one.handler_id = handler or None
    said = ReviewAccepted(review=review.pk, handler_staff=handler, admitted=review.admitted)
    record(demand.petition, said, by=by, at=at, turned=turned)
    send("review_acceptance", review, at)
    return demand


def _admit(review: Review, admitted: str, because: str) -> None:
    if not admitted:
        raise SayWhyAdmitted(day=review.ended_on or "—")
    review.admitted = require_choice(admitted, Review.Admitted.values)
    review.answer = require_reason(because)
