"""Call the same number once more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.hall.models import Ticket
from yimen.rooms.hall.visits import (
    NotHereNow,
    is_called_aloud,
    my_window,
    seen_ticket,
    tell_screens,
)


@transaction.atomic
def recall(ticket_id: int, *, by: Actor, at: datetime) -> Ticket:
    """Let the screen call this number again.

    Raises:
        NotHereNow: it is not being called.
    """
    ticket = seen_ticket(ticket_id, by)
    if ticket.state != Ticket.State.CALLED or ticket.window_id is None:
        raise NotHereNow(number=ticket.number)
    window = my_window(ticket.window_id, by)
    with behind_walls(by):
        ticket.times_called += 1
        ticket.save(update_fields=["times_called"])
        if is_called_aloud(window):
            window.calling, window.called_at = ticket.number, at
            window.times_called = ticket.times_called
            window.save(update_fields=["calling", "called_at", "times_called"])
        tell_screens(window.place_id)
    return ticket
