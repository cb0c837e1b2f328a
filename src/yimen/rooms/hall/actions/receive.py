"""Receive the visitor who was called: the stay at the window begins."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.hall.models import Ticket, Turn
from yimen.rooms.hall.visits import NotHereNow, free, my_window, seen_ticket, tell_screens


@transaction.atomic
def receive(ticket_id: int, *, by: Actor, at: datetime) -> Turn:
    """Note that the visitor has come to the window; the number leaves the screen.

    Raises:
        NotHereNow: nobody is calling this number.
    """
    ticket = seen_ticket(ticket_id, by)
    if ticket.state != Ticket.State.CALLED or not ticket.window_id or not ticket.called_at:
        raise NotHereNow(number=ticket.number)
    window = my_window(ticket.window_id, by)
    with behind_walls(by):
        ticket.state, ticket.began_at = Ticket.State.SERVED, at
        ticket.save(update_fields=["state", "began_at"])
        turn = Turn.objects.create(
            ticket=ticket, area=ticket.area, window=window, point=ticket.point,
            staff_id=by.id, joined_at=ticket.joined_at, called_at=ticket.called_at, began_at=at,
        )  # fmt: skip
        free(window)
        tell_screens(window.place_id)
    return turn
