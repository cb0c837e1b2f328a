"""Call the next visitor to a window."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.time import local_day
from yimen.rooms.hall.models import Ticket, Window
from yimen.rooms.hall.visits import (
    AT_WINDOW,
    NobodyWaits,
    SomebodyHere,
    count,
    is_called_aloud,
    my_window,
    tell_screens,
)


@transaction.atomic
def call_next(window_id: int, *, by: Actor, at: datetime) -> Ticket:
    """Call whoever is first in the fair order; two windows never call the same number.

    Who comes to talk to somebody is fetched, and called by no screen: the hall would hear it.

    Raises:
        SomebodyHere, NobodyWaits.
    """
    window = my_window(window_id, by)
    with behind_walls(by):
        here = Ticket.objects.filter(window=window, state__in=AT_WINDOW).first()
        if here:
            raise SomebodyHere(number=here.number)
        ticket = _first(window, at)
        if ticket is None:
            raise NobodyWaits
        ticket.state, ticket.window, ticket.called_at = Ticket.State.CALLED, window, at
        ticket.times_called += 1
        ticket.save()
        count(ticket, waiting=-1)
        if is_called_aloud(window):
            window.calling, window.called_at, window.times_called = ticket.number, at, 1
            window.save(update_fields=["calling", "called_at", "times_called"])
        tell_screens(window.place_id)
    return ticket


def _first(window: Window, at: datetime) -> Ticket | None:
    """Return and lock the first in the order whom no other window is calling this moment."""
    waiting = Ticket.objects.filter(
        place=window.place_id, point=window.point, day=local_day(at), state=Ticket.State.WAITING
    )
    return waiting.order_by("order_at", "pk").select_for_update(skip_locked=True).first()
