"""Open a window: from now on it calls people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.turns import in_turn
from yimen.rooms.hall.models import Window
from yimen.rooms.hall.visits import (
    AtAnotherWindow,
    NotYourPoint,
    WindowTaken,
    locked_window,
    serves,
    tell_screens,
)


@transaction.atomic
def open_window(window_id: int, *, by: Actor, at: datetime) -> Window:
    """Sit down at a window of one's own work, in one's own area.

    Raises:
        NotYourPoint, WindowTaken, AtAnotherWindow.
    """
    in_turn("sit down", by.id)
    window = locked_window(window_id, by)
    if not serves(by, window.point):
        raise NotYourPoint
    if window.staff_id == by.id:
        return window
    if window.staff:
        raise WindowTaken(staff=window.staff.name)
    other = Window.objects.filter(staff=by.id).first()
    if other:
        raise AtAnotherWindow(window=other.name)
    with behind_walls(by):
        window.staff_id, window.opened_at = by.id, at
        window.save(update_fields=["staff", "opened_at"])
        tell_screens(window.place_id)
    return window
