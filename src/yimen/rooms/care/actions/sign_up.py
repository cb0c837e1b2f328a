"""Sign up for an event, or give the place back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.care.caring import EventFull, EventOver, locked_event
from yimen.rooms.care.models import Event, SignUp


@transaction.atomic
def sign_up(event_id: int, *, comes: bool = True, by: Actor, at: datetime) -> Event:
    """Take a place, or give it back; doing it twice changes nothing.

    Raises:
        NotFound, EventFull, EventOver.
    """
    event = locked_event(event_id, by)
    if event.is_cancelled or event.starts_at <= at:
        raise EventOver
    with behind_walls(by):
        known = SignUp.objects.filter(event=event, staff=by.id)
        if comes and not known.exists():
            if event.signed >= event.capacity:
                raise EventFull(capacity=event.capacity)
            SignUp.objects.create(
                event=event, staff_id=by.id, organiser_id=event.organiser_id,
                closes_at=event.closes_at, at=at,
            )  # fmt: skip
            event.signed += 1
        elif not comes:
            gone, _ = known.delete()
            event.signed -= gone
        event.save(update_fields=["signed"])
    return event
