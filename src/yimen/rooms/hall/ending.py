"""How a day ends: whose window is empty, and what becomes of numbers nobody finished with."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from yimen.access.actor import SYSTEM
from yimen.access.rls import behind_walls
from yimen.base.time import local_day
from yimen.people.queries import actor_of, posts_of, signed_in
from yimen.rooms.hall.models import Line, Ticket, Turn, Window
from yimen.rooms.hall.visits import count, free, order_of, serves

#: A talk on paper may outlast a session: so long a visitor is left with whoever received her.
LONGEST_TALK = timedelta(hours=2)
#: What a number is once its day is over, by what it was. Who was called and not received waited.
ENDS = {
    Ticket.State.WAITING: Ticket.State.UNSERVED,
    Ticket.State.CALLED: Ticket.State.UNSERVED,
    Ticket.State.HELD: Ticket.State.LEFT,
    Ticket.State.MISSED: Ticket.State.LEFT,
    Ticket.State.SERVED: Ticket.State.DONE,
}


def left_open(at: datetime) -> list[int]:
    """Return the numbers of earlier days that nobody ended.

    Who is being received past midnight, by somebody who is still there, is left to them.
    """
    with behind_walls(SYSTEM):
        found = Ticket.objects.filter(day__lt=local_day(at), state__in=ENDS)
        late = found.filter(state=Ticket.State.SERVED, window__staff__isnull=False)
        return list(found.exclude(pk__in=late.values("pk")).values_list("pk", flat=True))


def deserted(at: datetime) -> list[tuple[int, int]]:
    """Return the windows whose person is gone, with that person.

    Gone is who holds no post of the window's work there any more, who sat down on an earlier day,
    and who has signed out; but not, for a while, in the middle of a talk.
    """
    with behind_walls(SYSTEM):
        taken = list(Window.objects.filter(staff__isnull=False))
        talking = set(
            Ticket.objects.filter(
                state=Ticket.State.SERVED, window__in=taken, began_at__gt=at - LONGEST_TALK
            ).values_list("window", flat=True)
        )
    here = signed_in(at) if taken else set()
    return [
        (one.pk, one.staff_id)
        for one in taken
        if one.staff_id
        and (
            not _still_serves(one, at)
            or (one.pk not in talking and (one.staff_id not in here or _is_of_old(one, at)))
        )
    ]


def let_go(ticket: Ticket, at: datetime) -> None:
    """Take a number from a window that nobody serves: it waits again, in its old place.

    Runs behind the walls. A stay that had begun is over; how long it took, nobody knows.
    """
    Turn.objects.filter(ticket=ticket, ended_at=None).update(ended_at=at)
    ticket.state, ticket.window, ticket.called_at = Ticket.State.WAITING, None, None
    ticket.began_at, ticket.times_called = None, 0
    ticket.order_at = min(order_of(ticket, at), ticket.order_at)
    ticket.save()
    count(ticket, waiting=1)


def end(ticket: Ticket, at: datetime) -> None:
    """End a number whose day is over, as what it was; runs behind the walls.

    Of a stay that nobody ended it is not known how long it took: it is in no average.
    """
    was = ticket.state
    if ticket.window and ticket.window.calling == ticket.number:
        free(ticket.window)
    Turn.objects.filter(ticket=ticket, ended_at=None).update(ended_at=at)
    ticket.state, ticket.ended_at, ticket.window = ENDS[Ticket.State(was)], at, None
    ticket.save()
    if was == Ticket.State.WAITING:
        count(ticket, waiting=-1)
    if ticket.state == Ticket.State.UNSERVED:
        line = Line.objects.filter(place=ticket.place_id, day=ticket.day, point=ticket.point)
        line.update(unserved=F("unserved") + 1)


def _still_serves(window: Window, at: datetime) -> bool:
    held = (actor_of(post) for post in posts_of(window.staff_id or 0, local_day(at)))
    return any(
        serves(who, window.point) and who.area and window.area.startswith(who.area) for who in held
    )


def _is_of_old(window: Window, at: datetime) -> bool:
    return window.opened_at is not None and local_day(window.opened_at) < local_day(at)
