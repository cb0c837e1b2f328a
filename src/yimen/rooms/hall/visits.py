"""What the acts of the hall have in common: refusals, the fair order, counts, and the screen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection

from yimen.access.actor import Actor
from yimen.access.in_hand import in_hand
from yimen.access.rls import behind_walls
from yimen.access.walls_hall import SERVES
from yimen.base.errors import NotFound, Refused
from yimen.base.time import LOCAL
from yimen.rooms.hall.models import Place, Point, Ticket, Window
from yimen.rooms.hall.openings import why_closed

#: Who needs it is called as if she had come so much earlier; an appointment counts from so much
#: before its time, and is kept for so long after it.
NEED_FIRST = timedelta(minutes=20)
APPOINTMENT_FIRST = timedelta(minutes=30)
KEPT = timedelta(minutes=15)
#: The channel on which screens hear that something changed at a place.
CHANNEL = "hall"
WAITING = frozenset({Ticket.State.WAITING, Ticket.State.HELD})
AT_WINDOW = frozenset({Ticket.State.CALLED, Ticket.State.SERVED})
OVER = frozenset({Ticket.State.DONE, Ticket.State.LEFT, Ticket.State.UNSERVED})


class PlaceClosed(Refused):
    """{place} is closed now ({why}). Look at the opening hours, or file online at any time."""


class PlaceFull(Refused):
    """{place} is full ({capacity} visitors). Wait outside for a moment; the guide calls you in."""


class NotYourPoint(Refused):
    """Your post does not serve this window. Choose a window of your own work."""


class WindowTaken(Refused):
    """{staff} sits at this window. Choose another, or ask them to close it first."""


class AtAnotherWindow(Refused):
    """You have {window} open. Close it before you open another."""


class WindowShut(Refused):
    """Your window is not open. Open it first."""


class SomebodyHere(Refused):
    """Number {number} is at this window. Finish, send on or put on hold before you call the next."""  # noqa: E501  # a message is one line, so that it can be translated


class NotHereNow(Refused):
    """Number {number} is not at this stage any more. Load the page again."""


class NobodyWaits(Refused):
    """Nobody is waiting for this window."""


def place_of(place_id: int) -> Place:
    """Return a reception place that is in use.

    Raises:
        NotFound: there is none of this number.
    """
    place = Place.objects.filter(pk=place_id, is_open=True).first()
    if place is None:
        raise NotFound
    return place


def require_open(place: Place, at: datetime) -> None:
    """Refuse outside the opening hours, with the reason where there is one."""
    why = why_closed(place, at)
    if why is not None:
        raise PlaceClosed(place=place.name, why=why or at.astimezone(LOCAL).strftime("%H:%M"))


def require_room(place: Place, day: date) -> None:
    """Refuse one more visitor than the place holds."""
    if not place.capacity:
        return
    inside = Ticket.objects.filter(place=place, day=day, state__in=[*WAITING, *AT_WINDOW]).count()
    if inside >= place.capacity:
        raise PlaceFull(place=place.name, capacity=place.capacity)


def my_window(window_id: int, by: Actor) -> Window:
    """Return, locked, the window at which this person sits.

    Raises:
        NotFound: there is none. WindowShut: somebody else sits there, or nobody.
    """
    window = locked_window(window_id, by)
    if window.staff_id != by.id or not by.id:
        raise WindowShut
    return window


def locked_window(window_id: int, by: Actor) -> Window:
    """Return a window with whoever sits there, locked.

    Raises:
        NotFound: there is none in use, or it is not in the area of this post.
    """
    with behind_walls(by):
        windows = Window.objects.select_for_update(of=("self",)).select_related("staff", "place")
        window = windows.filter(pk=window_id, is_used=True).first()
    if window is None or not by.area or not window.area.startswith(by.area):
        raise NotFound
    return window


def is_called_aloud(window: Window) -> bool:
    """Say whether the screen calls a window's numbers; it calls nobody to support."""
    return window.point != Point.SUPPORT


def serves(by: Actor, point: str) -> bool:
    """Say whether a post's work is at this point."""
    return point in SERVES.get(by.role, ())


def seen_ticket(ticket_id: int, by: Actor) -> Ticket:
    """Return, locked, a ticket that this actor may see.

    Raises:
        NotFound: there is none, or it is not theirs to see.
    """
    return in_hand(Ticket.objects.select_related("place"), ticket_id, by)


def order_of(ticket: Ticket, at: datetime) -> datetime:
    """Return the place of a ticket in the order, for who joins a line now.

    Fair means: who came first is called first; need comes a little sooner; an appointment keeps
    its time if its holder does. Nothing else about a person counts.
    """
    due = None
    if ticket.appointment:
        due = datetime.combine(ticket.appointment.day, ticket.appointment.starts, tzinfo=LOCAL)
    if due and at <= due + KEPT:
        return min(at, due - APPOINTMENT_FIRST)
    return at - NEED_FIRST if ticket.need else at


def count(
    ticket: Ticket,
    point: str = "",
    *,
    waiting: int = 0,
    served: int = 0,
    waited: int = 0,
    taken: int = 0,
) -> None:
    """Add to what is known of a day of the ticket's point, or of another; behind the walls."""
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into hall_line (place_id, area, day, point, waiting, served, waited, taken)
            values (%s, %s, %s, %s, greatest(0, %s), %s, %s, %s)
            on conflict (place_id, day, point) do update set
                waiting = greatest(0, hall_line.waiting + %s),
                served = hall_line.served + excluded.served,
                waited = hall_line.waited + excluded.waited,
                taken = hall_line.taken + excluded.taken""",
            [
                *(ticket.place_id, ticket.area, ticket.day, point or ticket.point),
                *(waiting, served, waited, taken, waiting),
            ],
        )


def next_serial(place: Place, day: date) -> int:
    """Return the next number of a place's day; runs behind the walls."""
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into hall_roll (place_id, day, last) values (%s, %s, 1)
            on conflict (place_id, day) do update set last = hall_roll.last + 1 returning last""",
            [place.pk, day],
        )
        return int(cursor.fetchone()[0])


def tell_screens(place_id: int) -> None:
    """Let the screens of a place know, when this transaction ends well."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, str(place_id)])


def free(window: Window) -> None:
    """Take a number off the screen."""
    window.calling, window.called_at, window.times_called = "", None, 0
    window.save(update_fields=["calling", "called_at", "times_called"])


def whole_seconds(since: datetime | None, until: datetime) -> int:
    """Return how long something took."""
    return max(0, int((until - since).total_seconds())) if since else 0
