"""Reading in the hall: places, the screen, a ticket and its wait, free times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Count

from yimen.access.actor import Actor
from yimen.access.in_hand import in_hand
from yimen.access.rls import behind_walls
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.base.time import LOCAL, local_day
from yimen.rooms.hall.models import (
    Appointment,
    Closure,
    Hours,
    Line,
    Place,
    Point,
    Tally,
    Ticket,
    Turn,
    Window,
)
from yimen.rooms.hall.openings import AHEAD, Span, bookable, opening, openings, why_closed
from yimen.rooms.hall.visits import AT_WINDOW, place_of

#: Before anybody was served, so long is a stay at a window taken to be.
USUAL_STAY = timedelta(minutes=15)
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One line of the hall's screen."""

    number: str
    window: str
    point: str
    called_at: datetime
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long a visitor will wait: how many are before her, about how many minutes."""

    ahead: int
    minutes: int
    windows: int


def places() -> list[Place]:
    """Return the reception places in use."""
    return list(Place.objects.filter(is_open=True).select_related("organ", "region"))


def screen(place_id: int) -> list[Called]:
    """Return the numbers that are being called at a place, the newest first."""
    windows = Window.objects.filter(place=place_id, called_at__isnull=False).exclude(calling="")
    return [
        Called(
            number=window.calling,
            window=window.name,
            point=window.get_point_display(),
            called_at=window.called_at,
            times=window.times_called,
        )
        for window in windows.order_by("-called_at")
        if window.called_at
    ]


def seen_appointment(appointment_id: int, by: Actor) -> Appointment:
    """Return an appointment that this actor may see, locked.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    return in_hand(Appointment.objects.select_related("place"), appointment_id, by)


def my_ticket(by: Actor) -> Ticket:
    """Return the ticket whose code opened this page.

    Raises:
        NotFound: the code opens none.
    """
    ticket = (
        Ticket.objects.filter(rows(by, WALLS["hall_ticket"]))
        .select_related("place", "window")
        .first()
    )
    if ticket is None:
        raise NotFound
    return ticket


def wait_of(ticket: Ticket) -> Wait:
    """Return how long a waiting ticket will still wait, by how long people took today."""
    with connection.cursor() as cursor:
        cursor.execute("select hall_ahead(%s)", [ticket.pk])
        ahead = int(cursor.fetchone()[0])
    windows = Window.objects.filter(
        place=ticket.place_id, point=ticket.point, staff__isnull=False
    ).count()
    line = Line.objects.filter(place=ticket.place_id, day=ticket.day, point=ticket.point).first()
    stay = USUAL_STAY.seconds
    if line and line.served:
        stay = max(_MINUTE, line.taken // line.served)
    seconds = (ahead + 1) * stay // max(1, windows)
    return Wait(ahead=ahead, minutes=max(1, round(seconds / _MINUTE)), windows=windows)


def free_times(place: Place, point: str, day: date, *, at: datetime) -> list[time]:
    """Return the times of a day at which an appointment can still be made for a point.

    Runs behind the walls: it counts the appointments of others, and returns none of them.
    """
    taken = {
        row["starts"]: row["n"]
        for row in Appointment.objects.filter(
            place=place, point=point, day=day, state=Appointment.State.BOOKED
        )
        .values("starts")
        .annotate(n=Count("pk"))
    }
    ahead = _ahead(place, day, opening(place, day), at)
    return [moment for moment in ahead if taken.get(moment, 0) < place.per_slot]


def _ahead(place: Place, day: date, hours: Sequence[Span], at: datetime) -> list[time]:
    """Return when the appointments of a day begin, without those that have begun already."""
    step = timedelta(minutes=place.slot_minutes)
    found = []
    for opens, closes in hours:
        moment, end = _moment(day, opens), _moment(day, closes)
        while moment + step <= end:
            if moment > at:
                found.append(moment.time())
            moment += step
    return found


def waiting_at(by: Actor, place_id: int, at: datetime) -> list[Ticket]:
    """Return the tickets of today that this person may see, in their order."""
    seen = Ticket.objects.filter(rows(by, WALLS["hall_ticket"]), place=place_id, day=local_day(at))
    return list(seen.select_related("window").order_by("order_at", "pk"))


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=LOCAL)


#: What forms offer: the seven points, and what lets somebody be called sooner.
POINTS = Point.choices
NEEDS = Ticket.Need.choices
TALLIES = Tally.Kind.choices


def place(place_id: int) -> Place:
    """Return a place in use.

    Raises:
        NotFound: there is none of this number.
    """
    return place_of(place_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A place as it is now: until when it is open, or why not, and how long each line is."""

    place: Place
    why_closed: str | None
    hours: tuple[tuple[time, time], ...]
    lines: dict[str, int]
    windows: tuple[str, ...]


def today(places_: list[Place], at: datetime) -> list[Today]:
    """Return how places are now, in a constant number of statements a place."""
    day, clock = local_day(at), at.astimezone(LOCAL).time()
    on = {one.pk: openings(one, [day])[day] for one in places_}
    waiting: dict[int, dict[str, int]] = {}
    for line in Line.objects.filter(place__in=places_, day=day):
        waiting.setdefault(line.place_id, {})[line.point] = line.waiting
    opened: dict[int, list[str]] = {}
    for window in Window.objects.filter(place__in=places_, staff__isnull=False):
        opened.setdefault(window.place_id, []).append(window.point)
    return [
        Today(
            place=one,
            why_closed=on[one.pk].why_closed(clock),
            hours=on[one.pk].hours,
            lines=waiting.get(one.pk, {}),
            windows=tuple(opened.get(one.pk, ())),
        )
        for one in places_
    ]


def book_of(place_: Place, at: datetime) -> list[date]:
    """Return the days on which times can be booked; today only while one can still begin."""
    return [day for day, hours in bookable(place_, at).items() if _ahead(place_, day, hours, at)]


def times_free(place_: Place, point: str, day: date, *, by: Actor, at: datetime) -> list[time]:
    """Return the free times of a day; the appointments they are counted from stay hidden."""
    with behind_walls(by):
        return free_times(place_, point, day, at=at)


def my_appointment(by: Actor) -> Appointment:
    """Return the appointment whose code opened this page.

    Raises:
        NotFound: the code opens none.
    """
    seen = Appointment.objects.filter(rows(by, WALLS["hall_appointment"]))
    found = seen.select_related("place").first()
    if found is None:
        raise NotFound
    return found


def appointments_of(by: Actor, place_id: int, day: date) -> list[Appointment]:
    """Return the appointments of a day that this person may see, soonest first."""
    seen = Appointment.objects.filter(rows(by, WALLS["hall_appointment"]), place=place_id, day=day)
    return list(seen.order_by("starts", "pk"))


def name_of(appointment: Appointment) -> str:
    """Return whom to expect."""
    return unseal(appointment.name_sealed)


def phone_of(appointment: Appointment) -> str:
    """Return where whoever is expected can be reached, if they said so."""
    return unseal(appointment.phone_sealed)


def my_tallies(by: Actor, at: datetime) -> list[tuple[str, str, int]]:
    """Return each kind of today's counts by hand, its name, and what this person counted."""
    seen = Tally.objects.filter(rows(by, WALLS["hall_tally"]), day=local_day(at), by=by.id)
    kept = dict(seen.values_list("kind", "n"))
    return [(kind, str(name), kept.get(kind, 0)) for kind, name in TALLIES]


def to_remind(at: datetime) -> list[int]:
    """Return the appointments, until the next open day of their place, not yet reminded of."""
    today = local_day(at)
    coming = Appointment.objects.filter(
        state=Appointment.State.BOOKED,
        reminded_at=None,
        day__gt=today,
        day__lte=date.fromordinal(today.toordinal() + len(AHEAD)),
    )
    until: dict[int, date] = {}
    for place_ in Place.objects.filter(pk__in=coming.values("place")):
        open_days = [day for day in book_of(place_, at) if day > today]
        until[place_.pk] = open_days[0] if open_days else today
    return [one.pk for one in coming if one.day <= until.get(one.place_id, today)]


def my_windows(by: Actor, place_id: int) -> list[Window]:
    """Return the windows of a place in this person's area."""
    found = Window.objects.filter(place=place_id, is_used=True).select_related("staff")
    return [window for window in found if by.area and window.area.startswith(by.area)]


def seat_of(by: Actor) -> Window | None:
    """Return the window at which this person sits, if any."""
    return Window.objects.filter(staff=by.id).select_related("place").first() if by.id else None


def at_window(window: Window, by: Actor) -> Ticket | None:
    """Return who was called to a window or is at it, if this person may see it."""
    seen = Ticket.objects.filter(rows(by, WALLS["hall_ticket"]), window=window)
    return seen.filter(state__in=AT_WINDOW).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """One hour of a point: how many began, how long they had waited."""

    hour: int
    served: int
    minutes: int


def lines_of(place_id: int, day: date) -> list[Line]:
    """Return the counts of a place's day that this person may see, by point."""
    return list(Line.objects.filter(place=place_id, day=day).order_by("point"))


def day_to_look_at(place_: Place, at: datetime) -> date:
    """Return today, or while the place is closed the latest day on which somebody came."""
    today = local_day(at)
    if why_closed(place_, at) is None:
        return today
    came = Line.objects.filter(place=place_, day__lte=today).order_by("-day")
    return came.values_list("day", flat=True).first() or today


def by_hour(place_id: int, day: date, by: Actor) -> list[Hour]:
    """Return, by the hour, how many turns began at a place and how long people had waited.

    Sums, made behind the walls: stays for support are in none of them.
    """
    with behind_walls(by):
        turns = Turn.objects.filter(ticket__place=place_id, ticket__day=day)
        began_ = turns.exclude(point=Point.SUPPORT)
        seen = list(began_.values_list("began_at", "called_at", "joined_at", "ticket__taken_at"))
    found: dict[int, list[int]] = {}
    for began, called, joined, taken in seen:
        waited = max(0, int((called - (joined or taken)).total_seconds()))
        found.setdefault(began.astimezone(LOCAL).hour, []).append(waited)
    return [
        Hour(hour=hour, served=len(all_), minutes=round(sum(all_) / len(all_) / _MINUTE))
        for hour, all_ in sorted(found.items())
    ]


#: What the administrator's page offers.
KINDS = Place.Kind.choices


def every_place() -> list[Place]:
    """Return every place, in use or not."""
    return list(Place.objects.select_related("organ"))


def a_place(place_id: int) -> Place:
    """Return a place, in use or not.

    Raises:
        NotFound: there is none of this number.
    """
    found = Place.objects.select_related("organ").filter(pk=place_id).first()
    if found is None:
        raise NotFound
    return found


def hours_of(place_id: int) -> list[tuple[int, time, time]]:
    """Return the opening times of a place, by weekday."""
    found = Hours.objects.filter(place=place_id)
    return [(one.weekday, one.opens, one.closes) for one in found]


def windows_of(place_id: int) -> list[tuple[str, str]]:
    """Return the name and point of each window in use."""
    found = Window.objects.filter(place=place_id, is_used=True)
    return [(one.name, one.point) for one in found]


def closures_of(place_id: int, since: date) -> list[Closure]:
    """Return the closures that are not over yet."""
    return list(Closure.objects.filter(place=place_id, last__gte=since))
