"""The demo's day of visits: lived through the acts, alive where a hall is open, never twice."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import LOCAL
from yimen.ops.demo import district, visits
from yimen.ops.demo.hall import EVENING, HALL
from yimen.people.queries import first_actor, staff_called
from yimen.rooms.hall.models import Appointment, Ticket, Turn, Window
from yimen.rooms.hall.queries import by_hour
from yimen.rooms.hall.rated import quality

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TUESDAY, SUNDAY = date(2025, 3, 4), date(2025, 3, 9)


def lived(day: date, hour: int, minute: int = 0) -> None:
    district.make()
    with transaction.atomic():
        visits.make(datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL))
    act_as(SYSTEM)


def states(place: str) -> set[str]:
    return set(Ticket.objects.filter(place__name=place).values_list("state", flat=True))


def test_in_opening_hours_people_wait_are_called_and_served_at_several_windows() -> None:
    lived(TUESDAY, 16, 5)
    assert {"waiting", "served", "done"} <= states(HALL)
    seated = Window.objects.filter(place__name=HALL, staff__isnull=False)
    assert seated.count() == len(visits.SEATS)
    assert len({turn.point for turn in Turn.objects.all()}) >= 3
    today = Appointment.objects.filter(day=TUESDAY)
    assert {one.state for one in today} == {"came", "booked"}
    assert Appointment.objects.filter(day__gt=TUESDAY).exists()
    by = first_actor(staff_called("heyuan"), datetime(2025, 3, 4, 16, tzinfo=LOCAL))
    hall = Ticket.objects.filter(place__name=HALL)[0].place_id
    act_as(by)
    assert {one.hour for one in by_hour(hall, TUESDAY, by)} >= {9, 10, 11, 14, 15}


def test_nobody_is_received_where_the_hall_is_closed() -> None:
    lived(SUNDAY, 10)
    assert not Ticket.objects.filter(place__name=HALL, day=SUNDAY).exists()
    assert states(HALL) <= {"done", "missed"}  # its latest day, a Friday, is over
    days = {one.day for one in Ticket.objects.filter(place__name=HALL)}
    assert {day for day in days if day.month == SUNDAY.month} == {date(2025, 3, 7)}
    assert len(days) == 1 + visits.EARLIER_DAYS  # and some of an ended month
    assert "served" in states(EVENING)
    assert not Window.objects.filter(place__name=HALL, staff__isnull=False).exists()


def test_a_day_is_lived_once() -> None:
    lived(TUESDAY, 9, 40)
    before = Ticket.objects.count()
    lived(TUESDAY, 11)
    assert Ticket.objects.count() == before


def test_an_ended_month_was_rated_by_enough_to_be_shown_with_words() -> None:
    lived(SUNDAY, 10)
    hall = Ticket.objects.filter(place__name=HALL)[0].place
    by = first_actor(staff_called("heyuan"), datetime(2025, 3, 9, 10, tzinfo=LOCAL))
    act_as(by)
    (month,) = quality(hall, by=by, today=SUNDAY)
    assert month.first == date(2025, 2, 1)
    assert any(one.levels for one in month.points)
    assert month.words
