"""Put a visitor on hold, miss or let go one who does not come, or take one back into the line."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.hall.models import Ticket
from yimen.rooms.hall.visits import NotHereNow, count, free, seen_ticket, tell_screens

#: From which state to which, and what it does to the number of those who wait.
_WAYS: dict[tuple[str, str], int] = {
    (Ticket.State.WAITING, Ticket.State.HELD): -1,
    (Ticket.State.CALLED, Ticket.State.HELD): 0,
    (Ticket.State.CALLED, Ticket.State.MISSED): 0,
    (Ticket.State.WAITING, Ticket.State.LEFT): -1,
    (Ticket.State.CALLED, Ticket.State.LEFT): 0,
    (Ticket.State.HELD, Ticket.State.LEFT): 0,
    (Ticket.State.HELD, Ticket.State.WAITING): 1,
    (Ticket.State.MISSED, Ticket.State.WAITING): 1,
}


@transaction.atomic
def hold(ticket_id: int, *, state: str, by: Actor, at: datetime) -> Ticket:
    """Set a ticket aside (`held`), note that nobody came (`missed`), let it go, or take it back.

    Who comes back keeps the place in the order that the ticket had.

    Raises:
        NotHereNow: the ticket is not where this could be done.
    """
    ticket = seen_ticket(ticket_id, by)
    change = _WAYS.get((ticket.state, state))
    if change is None:
        raise NotHereNow(number=ticket.number)
    with behind_walls(by):
        window = ticket.window
        if window and window.calling == ticket.number:
            free(window)
        ticket.state, ticket.window = state, None
        ticket.called_at = None
        if state == Ticket.State.LEFT:
            ticket.ended_at = at
        if state == Ticket.State.WAITING:
            ticket.times_called = 0
        ticket.save()
        if change:
            count(ticket, waiting=change)
        tell_screens(ticket.place_id)
    return ticket
