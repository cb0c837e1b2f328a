"""Pass on what a dissolved organ owes while another looks at its answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.casework.actions.transfer import OwnAnswer, StillThere
from yimen.casework.reviewing import OPEN
from yimen.people.queries import successor
from yimen.registry.entries_review import DutyPassedOn
from yimen.registry.models import Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def pass_duty(demand_id: int, *, by: Actor, at: datetime) -> Review:
    """Pass it on: the successor hands over the file, carries out what was promised, does it anew.

    No limit changes; whose turn it is stays with the organ that looks at the answer.

    Raises:
        StillThere: the organ that answered has not ended.
        OwnAnswer: the successor is the organ that looks at the answer.
    """
    demand = open_demand(by, "demand.transfer", demand_id)
    petition = demand.petition
    found = Review.objects.filter(points__demand=demand, stage__in=OPEN)
    review = found.select_related("author").order_by("pk").last()
    if review is None:
        raise NotFound
    gone, heir = review.author, successor(review.author, local_day(at))
    if heir is None:
        raise StillThere(organ=gone)
    if heir.pk == review.organ_id:
        raise OwnAnswer(organ=heir)
    review.author = heir
    review.save(update_fields=["author"])
    if heir.pk not in petition.organs:
        petition.organs.append(heir.pk)
    said = DutyPassedOn(review=review.pk, to_organ=heir.pk, from_organ=gone.pk)
    record(petition, said, by=by, at=at, about=review.positions)
    return review
