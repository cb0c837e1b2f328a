"""Ask the organ above the reviewing one to recheck an answer and its review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.answering import move_all
from yimen.casework.reviewed import send
from yimen.casework.reviewing import Plea, chosen_demands, disputed, organ_above, take_in
from yimen.law.moves import Move
from yimen.registry.entries_review import RecheckAsked
from yimen.registry.models import Review
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def ask_recheck(
    petition_id: int, *, demands: Iterable[int], to: int = 0, plea: Plea, by: Actor, at: datetime
) -> Review:
    """Ask: the last organ has thirty days, hearing days apart; what it says is final.

    `to` is the organ above; it is needed only where the law lets the petitioner choose.

    Raises:
        NotReviewedYet, SeveralAnswers: there is no one review to look at.
        NoOrganAbove, NotTheOrganAbove: nobody, or another organ, may be asked.
    """
    petition = open_petition(by, "review.ask", petition_id)
    chosen = chosen_demands(petition, demands)
    came_from = {demand.pk: demand.state for demand in chosen}
    turned = move_all(chosen, Move.ASK_RECHECK, at=at)
    found = disputed(chosen, Review.Level.RECHECK)
    above = organ_above(found, to, petition, at)
    review = take_in(chosen, found, above, plea, came_from, by=by, at=at)
    said = RecheckAsked(
        to_organ=above.pk,
        review=review.pk,
        channel=review.channel,
        is_late=review.is_late,
        ended_on=(review.ended_on or local_day(at)).isoformat(),
    )
    record(petition, said, by=by, at=at, turned=turned)
    send("review_request", review, at)
    return review
