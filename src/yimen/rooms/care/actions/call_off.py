"""Call an event off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.care.caring import InThePast, locked_event
from yimen.rooms.care.models import Event


@transaction.atomic
def call_off(event_id: int, *, by: Actor, at: datetime) -> Event:
    """Say that it does not take place.

    Raises:
        NotFound: somebody else organises it. InThePast.
    """
    event = locked_event(event_id, by)
    if event.organiser_id != by.id:
        raise NotFound
    if event.starts_at <= at:
        raise InThePast
    with behind_walls(by):
        event.is_cancelled = True
        event.save(update_fields=["is_cancelled"])
    return event
