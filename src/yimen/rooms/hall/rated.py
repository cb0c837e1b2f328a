"""How visits were rated: the visitor's own rating, and for who directs the hall, sums of months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.access.rooms import WALLS, require_room
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.law.headcounts import FEWEST_SHOWN
from yimen.registry.models import Rating
from yimen.rooms.hall.models import Line, Place, Point, Ticket, Turn, VisitRating
from yimen.rooms.hall.visits import OVER

#: So many days after a visit it can be rated, and the rating changed. No law says how long: it is
#: our own choice, time enough to come home and think, and short enough to remember.
DAYS_TO_RATE = 7
#: So many months are shown.
MONTHS = 6
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One point in one month; without `levels` fewer than ten people rated."""

    point: str
    received: int
    waited: int | None
    taken: int | None
    rated: int = 0
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of a place, by its points; with `words`, if ten people and more wrote some."""

    first: date
    points: tuple[Quality, ...]
    words: tuple[str, ...]


def rated_until(ticket: Ticket) -> date:
    """Return the last day on which a visit can be rated."""
    return date.fromordinal(ticket.day.toordinal() + DAYS_TO_RATE)


def point_rated(ticket: Ticket, by: Actor) -> str:
    """Return for which point a visit can be rated: where she was received last; else nothing.

    A visit that led to somebody to talk to is rated nowhere, so that nothing tells of it.
    """
    if ticket.state not in OVER:
        return ""
    with behind_walls(by):
        stays = Turn.objects.filter(ticket=ticket, ended_at__isnull=False)
        points = list(stays.values_list("point", flat=True))
    return "" if Point.SUPPORT in {ticket.point, *points} else (points or [""])[-1]


def my_rating(ticket: Ticket, by: Actor) -> tuple[str, str]:
    """Return the rating that a visitor gave, and her words; nothing where she gave none."""
    seen = VisitRating.objects.filter(rows(by, WALLS["hall_visitrating"]), ticket=ticket)
    found = seen.first()
    return (found.level, unseal(found.words_sealed)) if found else ("", "")


def quality(place: Place, *, by: Actor, today: date) -> list[Month]:
    """Return how a place did in the latest months that nobody can rate any more, newest first.

    A month that can still be rated would tell one rating from the next. Each point is shown by
    itself and the words of a place without their points: from two figures no third can be taken.

    Raises:
        NotFound: this is not theirs to know.
    """
    require_room(by, "hall.quality")
    if not by.area or not place.area.startswith(by.area):
        raise NotFound
    months = closed_months(today)
    with behind_walls(by):
        received, lines = _received(place, months), _lines(place, months)
        told = list(VisitRating.objects.filter(place=place, month__in=months))
    found = []
    for month in months:
        ratings = [one for one in told if one.month == month]
        points = tuple(
            _quality(
                point,
                received[month, point],
                lines.get((month, point), (0, 0, 0)),
                [one.level for one in ratings if one.point == point],
            )
            for point in Point.values
            if (month, point) in received
        )
        if points:
            found.append(Month(first=month, points=points, words=_words(ratings)))
    return found


def _received(place: Place, months: Sequence[date]) -> dict[tuple[date, str], int]:
    """Return how many visitors each point received in each month; of support, nothing is told."""
    turns = Turn.objects.filter(
        ticket__place=place,
        ticket__day__gte=months[-1],
        ticket__day__lt=_next(months[0]),
        ended_at__isnull=False,
    )
    found = turns.exclude(point=Point.SUPPORT).values("point", month=TruncMonth("ticket__day"))
    counted = found.annotate(n=Count("ticket", distinct=True)).order_by()
    return {(one["month"], one["point"]): one["n"] for one in counted}


def _lines(place: Place, months: Sequence[date]) -> dict[tuple[date, str], tuple[int, int, int]]:
    """Return, by month and point, how many were served, and the seconds waited and served."""
    lines = Line.objects.filter(place=place, day__gte=months[-1], day__lt=_next(months[0]))
    found = lines.values("point", month=TruncMonth("day"))
    summed = found.annotate(n=Sum("served"), waits=Sum("waited"), takes=Sum("taken")).order_by()
    return {(one["month"], one["point"]): (one["n"], one["waits"], one["takes"]) for one in summed}


def closed_months(today: date) -> list[date]:
    """Return the first days of the latest months whose visits cannot be rated any more."""
    found: list[date] = []
    day = date.fromordinal(today.toordinal() - DAYS_TO_RATE).replace(day=1)
    for _ in range(MONTHS):
        day = date.fromordinal(day.toordinal() - 1).replace(day=1)
        found.append(day)
    return found


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _quality(point: str, n: int, line: tuple[int, int, int], levels: list[str]) -> Quality:
    served, waited, taken = line
    shown = len(levels) >= FEWEST_SHOWN
    return Quality(
        point=str(Point(point).label),
        received=n,
        waited=round(waited / served / _MINUTE) if served else None,
        taken=round(taken / served / _MINUTE) if served else None,
        rated=len(levels) if shown else 0,
        levels=tuple(levels.count(level) for level in Rating.Level.values if shown),
    )


def _words(ratings: Iterable[VisitRating]) -> tuple[str, ...]:
    """Return what people wrote, in the order of the words: of whose it came first, nothing."""
    found = sorted(words for one in ratings if (words := unseal(one.words_sealed)))
    return tuple(found) if len(found) >= FEWEST_SHOWN else ()
