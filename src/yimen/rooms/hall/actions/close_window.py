"""Close a window: it calls nobody until somebody opens it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.hall.models import Ticket, Window
from yimen.rooms.hall.visits import AT_WINDOW, SomebodyHere, my_window, tell_screens


@transaction.atomic
def close_window(window_id: int, *, by: Actor, at: datetime) -> Window:  # noqa: ARG001  # every act is told when
    """Get up from a window; whoever is still at it must be finished with first.

    Raises:
        SomebodyHere: with the number.
    """
    window = my_window(window_id, by)
    with behind_walls(by):
        here = Ticket.objects.filter(window=window, state__in=AT_WINDOW).first()
        if here:
            raise SomebodyHere(number=here.number)
        window.staff, window.opened_at, window.calling = None, None, ""
        window.called_at, window.times_called = None, 0
        window.save()
        tell_screens(window.place_id)
    return window
