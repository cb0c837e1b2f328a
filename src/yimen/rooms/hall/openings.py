"""When a reception place is open: days it names itself, then the calendar, then its usual week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import get_language

from yimen.base.time import LOCAL, local_day
from yimen.law.days import DAYS
from yimen.rooms.hall.models import Closure, Hours, Place

#: On so many days from today on a time can be booked.
AHEAD = range(15)
FRIDAY = 5

Span = tuple[time, time]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """From when to when a place is open on a day; why that is not as usual, if it is not."""

    hours: tuple[Span, ...]
    why: str = ""

    def why_closed(self, clock: time) -> str | None:
        """Return nothing while it is open; else the reason, or an empty word outside its hours."""
        return None if any(opens <= clock < closes for opens, closes in self.hours) else self.why


def openings(place: Place, days: Sequence[date]) -> dict[date, Opening]:
    """Return the openings of several days in their order, in two statements.

    What a place says of a day itself counts most. A holiday is closed. A weekend day that offices
    work to make up for one has the hours of a Friday, where the place has none of its own.
    """
    said = list(Closure.objects.filter(place=place, first__lte=days[-1], last__gte=days[0]))
    usual: dict[int, tuple[Span, ...]] = {}
    for one in Hours.objects.filter(place=place):
        usual[one.weekday] = (*usual.get(one.weekday, ()), (one.opens, one.closes))
    return {day: _opening(day, said, usual) for day in days}


def _opening(day: date, said: list[Closure], usual: dict[int, tuple[Span, ...]]) -> Opening:
    for one in reversed(said):
        if one.first <= day <= one.last:
            inside = [(one.opens, one.closes)] if one.opens and one.closes else []
            return Opening(hours=tuple(inside), why=one.reason)
    if day in DAYS.rest:
        return Opening(hours=(), why=DAYS.name_of(day).say(get_language() or ""))
    hours = usual.get(day.isoweekday(), ())
    return Opening(hours=hours or (usual.get(FRIDAY, ()) if day in DAYS.work else ()))


def opening(place: Place, day: date) -> tuple[Span, ...]:
    """Return from when to when a place is open on a day."""
    return openings(place, [day])[day].hours


def bookable(place: Place, at: datetime) -> dict[date, tuple[Span, ...]]:
    """Return the days from today on for which a time may be asked, with their hours.

    A day that a calendar still to come may turn into a holiday is not promised to anybody, unless
    the place has said itself that it is open.
    """
    today = local_day(at).toordinal()
    found = openings(place, [date.fromordinal(today + ahead) for ahead in AHEAD])
    return {
        day: one.hours
        for day, one in found.items()
        if one.hours and (one.why or DAYS.is_published(day) or day not in DAYS.expected)
    }


def why_closed(place: Place, at: datetime) -> str | None:
    """Return why a place is closed at a moment; see `Opening.why_closed`."""
    day = local_day(at)
    return openings(place, [day])[day].why_closed(at.astimezone(LOCAL).time())
