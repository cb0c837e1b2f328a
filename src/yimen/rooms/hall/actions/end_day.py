"""End a number that was left open when its day was over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.time import local_day
from yimen.rooms.hall.ending import ENDS, end
from yimen.rooms.hall.models import Ticket
from yimen.rooms.hall.visits import tell_screens


@transaction.atomic
def end_day(ticket_id: int, *, by: Actor, at: datetime) -> bool:
    """Note what became of it: not served, left, or done; say whether there was anything to end."""
    with behind_walls(by):
        found = Ticket.objects.select_for_update(of=("self",)).select_related("window")
        ticket = found.filter(pk=ticket_id, day__lt=local_day(at), state__in=ENDS).first()
        if ticket:
            end(ticket, at)
            tell_screens(ticket.place_id)
    return ticket is not None
