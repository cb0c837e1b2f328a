"""Note that an advice has reached its organ."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.time import local_day
from yimen.supervision.advices import NotThatDay, ReceivedAlready, place_of
from yimen.supervision.models import Advice, Round


@transaction.atomic
def receive(advice: int, *, received_on: date | None = None, by: Actor, at: datetime) -> Advice:
    """Note it: for one's organ, or as the bureau from the paper of an organ that is not here.

    What was sent through the system had come on the day it was signed: its time runs since then,
    whoever notes it when. `received_on` is the day on which a paper came, today unless it is said.

    Raises:
        ReceivedAlready; NotThatDay: it came before it was sent, or will come.
    """
    on = local_day(at)
    row = place_of(advice, "receive", by, on).advice
    if row.received_at or row.signed_at is None:
        raise ReceivedAlready
    first, day = local_day(row.signed_at), received_on or on
    if not first <= day <= on:
        raise NotThatDay(first=first, last=on)
    with behind_walls(by):
        row.received_by_id, row.received_at = by.id, at
        row.save(update_fields=["received_by", "received_at"])
        Round.objects.filter(advice=row, since_on=None).update(since_on=day)
    return row
