"""Tie the petition that was registered at a window to the number of the visitor."""

from __future__ import annotations

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.registry.queries import seen_by
from yimen.rooms.hall.models import Ticket
from yimen.rooms.hall.visits import NotHereNow, my_window, seen_ticket


@transaction.atomic
def tie(ticket_id: int, *, petition: int, by: Actor) -> Ticket:
    """Let the number lead to the petition; the visitor must be at one's own window.

    Raises:
        NotFound: the ticket or the petition is not theirs to see. NotHereNow.
    """
    ticket = seen_ticket(ticket_id, by)
    if ticket.state != Ticket.State.SERVED or ticket.window_id is None:
        raise NotHereNow(number=ticket.number)
    my_window(ticket.window_id, by)
    if not seen_by(by, "petition.register").filter(pk=petition).exists():
        raise NotFound
    with behind_walls(by):
        ticket.petition_id = petition
        ticket.save(update_fields=["petition"])
    return ticket
