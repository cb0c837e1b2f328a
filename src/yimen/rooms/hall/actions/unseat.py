"""Free a window whose person is gone: signed out, or no longer in the post."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.time import local_day
from yimen.rooms.hall.ending import end, let_go
from yimen.rooms.hall.models import Ticket, Window
from yimen.rooms.hall.visits import AT_WINDOW, free, tell_screens


@transaction.atomic
def unseat(window_id: int, *, staff: int, by: Actor, at: datetime) -> bool:
    """Close the window this person left behind; say whether it was still theirs.

    Whoever was at it waits again, in the old place; a number of an earlier day ends.
    """
    with behind_walls(by):
        window = Window.objects.select_for_update().filter(pk=window_id, staff=staff).first()
        if window is None:
            return False
        at_it = Ticket.objects.filter(window=window, state__in=AT_WINDOW)
        # Who acts on a number holds it and waits for the window: whoever does so is there.
        here = list(at_it.select_for_update(skip_locked=True))
        if len(here) < at_it.count():
            return False
        for ticket in here:
            end(ticket, at) if ticket.day < local_day(at) else let_go(ticket, at)
        window.staff, window.opened_at = None, None
        window.save(update_fields=["staff", "opened_at"])
        free(window)
        tell_screens(window.place_id)
    return True
