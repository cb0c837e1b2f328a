"""When a place is open: holidays, days worked to make up for them, what the place itself says."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests import make
from tests.rooms.halls import Hall, a_hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.rooms.hall.models import Closure
from yimen.rooms.hall.openings import bookable, opening, why_closed
from yimen.rooms.hall.queries import book_of

pytestmark = pytest.mark.django_db

#: In 2025 Tomb-Sweeping Day was rested on from 4 to 6 April; Sunday 27 April was worked for May.
FESTIVAL, MADE_UP, SUNDAY = date(2025, 4, 4), date(2025, 4, 27), date(2025, 4, 20)
USUAL = ((time(9), time(17)),)


@pytest.fixture
def hall() -> Hall:
    return a_hall(make.a_district())


def says(hall: Hall, day: date, *hours: time, reason: str = "值班") -> None:
    opens, closes = hours or (None, None)
    act_as(SYSTEM)
    Closure.objects.create(
        place=hall.place, first=day, last=day, opens=opens, closes=closes, reason=reason
    )


def test_a_holiday_is_closed_and_named(hall: Hall) -> None:
    assert opening(hall.place, FESTIVAL) == ()
    assert why_closed(hall.place, make.on(FESTIVAL.isoformat(), "10:00")) == "清明节"
    assert FESTIVAL not in book_of(hall.place, make.on("2025-04-01"))


def test_a_weekend_day_that_is_worked_keeps_the_hours_of_a_friday(hall: Hall) -> None:
    assert opening(hall.place, MADE_UP) == USUAL
    assert opening(hall.place, SUNDAY) == ()
    assert why_closed(hall.place, make.on(MADE_UP.isoformat(), "10:00")) is None
    assert why_closed(hall.place, make.on(SUNDAY.isoformat(), "10:00")) == ""


def test_what_the_place_says_of_a_day_counts_most(hall: Hall) -> None:
    says(hall, FESTIVAL, time(9), time(12))
    says(hall, MADE_UP, reason="全员培训")
    assert opening(hall.place, FESTIVAL) == ((time(9), time(12)),)
    assert FESTIVAL in book_of(hall.place, make.on("2025-04-01"))
    assert why_closed(hall.place, make.on(MADE_UP.isoformat(), "10:00")) == "全员培训"


def test_a_day_that_may_yet_become_a_holiday_is_promised_to_nobody(hall: Hall) -> None:
    """New year's day of a year whose calendar nobody has published."""
    first = date(2035, 1, 1)
    assert first.isoweekday() == 1
    at = make.on("2034-12-29")
    assert first not in bookable(hall.place, at)
    assert opening(hall.place, first) == USUAL  # who comes all the same is received
    says(hall, first, time(10), time(12))
    assert bookable(hall.place, at)[first] == ((time(10), time(12)),)
