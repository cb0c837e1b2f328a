"""When is it due, and why? Pure: no database, no today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from yimen.base.errors import Refused
from yimen.law import because
from yimen.law.days import DAYS, MAKE_UP, ONE_DAY, WEEKEND, Days
from yimen.law.limit import Bearer, Limit, Unit
from yimen.law.limits import LIMITS, Limits
from yimen.law.span import End
from yimen.law.words import Words

Span = tuple[date, date]
#: What a day is called that is not counted because a hearing is held.
HEARING = Words("听证", "hearing")


class NoDaysInLaw(Refused):
    """The law gives no number of days for "{name}". Use the date named when it was assigned."""


class NoPause(Refused):
    """Nothing stops the time of "{name}". Only hearing days in a recheck are left out."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due date that can explain itself."""

    nominal: date | None  # the last day before any roll; none where working days are counted
    on: date
    provisional: bool  # hangs on a year whose calendar of rest days is not published
    start: date
    limit: Limit
    extra: int = 0
    excluded: tuple[Span, ...] = ()
    days: Days = field(default=DAYS, compare=False, repr=False)
    event: Words | None = None  # what it began with, where the law names something else

    @property
    def because(self) -> Words:
        """The whole reason in one sentence, in both languages, written when asked for."""
        return because.sentence(self)


class DayKind(StrEnum):
    """What one day does for a limit."""

    START = "start"
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"  # counted, though a Saturday or Sunday
    EXCLUDED = "excluded"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Day:
    """One day on the way from the start to the due date."""

    on: date
    kind: DayKind
    number: int | None  # which counted day it is; none where it does not count
    name: Words
    provisional: bool


def due(
    start: date, limit: Limit, days: Days, *, excluded: Iterable[Span] = (), extra: int = 0
) -> Due:
    """Count the limit from the day after `start`; the day of the start itself is day zero.

    An extension is `extra` days counted on from the unrolled last day. In a year whose calendar is
    not published, weekends alone are rest days, so that an office is held to the earlier date; the
    petitioner's own limits also step over the days on which holidays are to be expected.
    """
    if limit.days is None:
        raise NoDaysInLaw(name=limit.name)
    spans = tuple(excluded)
    if spans and not limit.hearings_excluded:
        raise NoPause(name=limit.name)
    number = limit.days + extra
    if limit.unit is Unit.WORKING:
        on, provisional = _working_days(start, number, days, spans)
        return Due(None, on, provisional, start, limit, extra, spans, days)
    nominal = _calendar_days(start, number, spans)
    if not limit.rolls:
        return Due(nominal, nominal, False, start, limit, extra, spans, days)
    if limit.actor is Bearer.PETITIONER:
        on = days.next_surely_working(nominal)
    else:
        on = days.next_working(nominal)
    provisional = not (days.is_published(nominal) and days.is_published(on))
    return Due(nominal, on, provisional, start, limit, extra, spans, days)


def counted(name: str, start: date) -> Due:
    """Count a limit by its name, in the version that binds what begins on this day."""
    return due(start, LIMITS.applicable(name, start), DAYS)


def _calendar_days(start: date, number: int, spans: tuple[Span, ...]) -> date:
    if not spans:
        return start + timedelta(days=number)
    day = start
    while number > 0:
        day += ONE_DAY
        number -= not _covered(day, spans)
    return day


def _working_days(
    start: date, number: int, days: Days, spans: tuple[Span, ...]
) -> tuple[date, bool]:
    day, provisional = start, False
    while number > 0:
        day += ONE_DAY
        provisional = provisional or not days.is_published(day)
        number -= days.is_working(day) and not _covered(day, spans)
    return day, provisional


def _covered(day: date, spans: Iterable[Span]) -> bool:
    return any(first <= day <= last for first, last in spans)


def calendar_of(
    start: date, limit: Limit, days: Days, *, excluded: Iterable[Span] = (), extra: int = 0
) -> list[Day]:
    """Return every day from the start to the due date, each with what it does for the count."""
    return _drawn(due(start, limit, days, excluded=excluded, extra=extra), days)


def days_of(end: End, days: Days = DAYS) -> list[Day]:
    """Return the same of a span that no limit of the file sets: a time elsewhere, a promise."""
    return _drawn(end, days)


def _drawn(reckoned: Due | End, days: Days) -> list[Day]:
    drawn: list[Day] = []
    number = 0
    for ahead in range((reckoned.on - reckoned.start).days + 1):
        day = reckoned.start + timedelta(days=ahead)
        kind = _kind(day, reckoned, days)
        counts = kind in {DayKind.COUNTED, DayKind.MAKE_UP} or (
            kind is DayKind.DUE and reckoned.nominal in {None, day}
        )
        number += counts
        unknown = not days.is_published(day)
        name = HEARING if kind is DayKind.EXCLUDED else days.name_of(day)
        drawn.append(Day(day, kind, number if counts else None, name, unknown))
    return drawn


def _kind(day: date, reckoned: Due | End, days: Days) -> DayKind:
    """Say what a day between start and due date does for the count."""
    why = days.why(day)
    rest = DayKind.WEEKEND if why == WEEKEND else DayKind.HOLIDAY
    if day == reckoned.on and day != reckoned.start:
        return DayKind.DUE
    if day == reckoned.start:
        return DayKind.START
    if isinstance(reckoned, Due) and _covered(day, reckoned.excluded):
        return DayKind.EXCLUDED
    if reckoned.nominal is None:
        counted = DayKind.MAKE_UP if why == MAKE_UP else DayKind.COUNTED
        return counted if days.is_working(day) else rest
    return DayKind.COUNTED if day <= reckoned.nominal else rest


def days_late(due_on: date, done_on: date) -> int:
    """Return by how many days something came after its due date; nought when in time."""
    return max(0, (done_on - due_on).days)


def answer(
    name: str, start: date, profile: str = "", *, limits: Limits = LIMITS, days: Days = DAYS
) -> dict[str, object]:
    """Answer "when is it due, and why?" in plain values, ready to be printed or sent as JSON."""
    if not profile:
        return _plain(due(start, limits.on(name, start), days))
    own = limits.on(limits.beside(name, profile).name, start)
    statute = limits.in_force(own.beside, start)
    comparable = statute is not None and statute.anchor is own.anchor
    beside = _plain(due(start, statute, days)) if statute and comparable else None
    return {**_plain(due(start, own, days)), "statutory": beside}


def _plain(reckoned: Due) -> dict[str, object]:
    limit = reckoned.limit
    return {
        "limit": limit.name,
        "id": limit.id,
        "profile": limit.profile,
        "title": limit.title.as_dict(),
        "from": reckoned.start.isoformat(),
        "days": limit.days,
        "unit": str(limit.unit),
        "nominal": reckoned.nominal.isoformat() if reckoned.nominal else None,
        "due": reckoned.on.isoformat(),
        "provisional": reckoned.provisional,
        "because": reckoned.because.as_dict(),
        "law": limit.law.as_dict(),
        "mark": str(limit.mark),
        "version": limit.in_force_from.isoformat(),
    }
