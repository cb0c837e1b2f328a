"""Note who came to an event: until the night after it, then only the number is left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.care.caring import EventOver, NotYet, locked_event
from yimen.rooms.care.models import Event, SignUp


@transaction.atomic
def note_attendance(event_id: int, *, came: Collection[int], by: Actor, at: datetime) -> Event:
    """Keep who of those signed up came; `came` holds the numbers of their sign-ups.

    Raises:
        NotFound: somebody else organises it. NotYet, EventOver.
    """
    event = locked_event(event_id, by)
    if event.organiser_id != by.id or event.is_cancelled:
        raise NotFound
    if at < event.starts_at:
        raise NotYet
    if at >= event.closes_at:
        raise EventOver
    with behind_walls(by):
        people = SignUp.objects.filter(event=event)
        people.update(came=False)
        event.came = people.filter(pk__in=came).update(came=True)
        event.save(update_fields=["came"])
    return event
