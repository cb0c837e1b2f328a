"""Pass on what a dissolved organ owes while another looks at its answer, or at new facts."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.casework.actions.transfer import OwnAnswer, StillThere
from yimen.casework.reviewing import OPEN
from yimen.people.models import Organ
from yimen.people.queries import successor
from yimen.registry.entries_review import DutyPassedOn
from yimen.registry.models import Demand, Reopening, Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def pass_duty(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Pass it on: the successor hands over the file, carries out what was promised, does it anew.

    No limit changes; whose turn it is stays with the organ that looks at the answer, or at what is
    new: where nothing is, the matter goes back to the successor.

    Raises:
        StillThere: the organ that answered has not ended.
        OwnAnswer: the successor is the organ that looks at the answer.
    """
    demand = open_demand(by, "demand.transfer", demand_id)
    petition, on = demand.petition, local_day(at)
    found = Review.objects.filter(points__demand=demand, stage__in=OPEN)
    review = found.select_related("author").order_by("pk").last()
    news = demand.reopenings.filter(decision=Reopening.Decision.WAITING).last()
    if review is not None:
        gone, heir = review.author, _heir(review.author, on)
        if heir.pk == review.organ_id:
            raise OwnAnswer(organ=heir)
        review.author = heir
        review.save(update_fields=["author"])
        said = DutyPassedOn(review=review.pk, to_organ=heir.pk, from_organ=gone.pk)
    elif news is not None and news.left_by is not None:
        gone, heir = news.left_by, _heir(news.left_by, on)
        news.left_by = heir
        news.save(update_fields=["left_by"])
        said = DutyPassedOn(reopening=news.pk, to_organ=heir.pk, from_organ=gone.pk)
    else:
        raise NotFound
    if heir.pk not in petition.organs:
        petition.organs.append(heir.pk)
    record(petition, said, by=by, at=at, about=review.positions if review else [demand.position])
    return demand


def _heir(organ: Organ, on: date) -> Organ:
    heir = successor(organ, on)
    if heir is None:
        raise StillThere(organ=organ)
    return heir
