"""The administrator sets up places: hours, windows, closed days; nothing that is in use is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from tests import make
from tests.rooms.halls import AT, Hall, a_hall

from yimen.access.policy import NotYourDuty
from yimen.access.rls import act_as
from yimen.people.models import Staff
from yimen.rooms.hall.actions.set_closure import ClosureBackwards, SayWhyClosed, set_closure
from yimen.rooms.hall.actions.set_place import (
    Entry,
    HoursCross,
    NameAndAddress,
    PlaceNameTaken,
    WindowTwice,
    set_place,
)
from yimen.rooms.hall.models import Place, Window
from yimen.rooms.hall.openings import opening, why_closed
from yimen.rooms.hall.queries import book_of, hours_of, windows_of
from yimen.rooms.hall.visits import SomebodyHere

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return a_hall(make.a_district())


def entry(hall: Hall, **more: object) -> Entry:
    plain: dict = {
        "name": "沙河街道接访室",
        "kind": "street",
        "organ": hall.district.bureau.pk,
        "address": "沙河路2号",
        "hours": ((1, time(9), time(12)), (1, time(14), time(17))),
        "windows": (("1号窗口", "registration"), ("2号窗口", "guidance")),
    }
    return Entry(**(plain | more))


def test_a_place_has_hours_and_windows(hall: Hall) -> None:
    by = hall.district["system_admin"]
    act_as(by)
    place = set_place(entry=entry(hall), by=by, at=AT)
    assert hours_of(place.pk) == [(1, time(9), time(12)), (1, time(14), time(17))]
    assert windows_of(place.pk) == [("1号窗口", "registration"), ("2号窗口", "guidance")]
    less = entry(hall, windows=(("1号窗口", "screening"),))
    set_place(entry=less, place=place.pk, by=by, at=AT)
    assert windows_of(place.pk) == [("1号窗口", "screening")]
    assert Window.objects.get(place=place, name="2号窗口").is_used is False


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"name": "来访接待大厅"}, PlaceNameTaken),
        ({"address": " "}, NameAndAddress),
        ({"hours": ((1, time(9), time(12)), (1, time(11), time(17)))}, HoursCross),
        ({"hours": ((1, time(12), time(9)),)}, HoursCross),
        ({"windows": (("一", "registration"), ("一", "guidance"))}, WindowTwice),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(
    hall: Hall, more: dict, refusal: type[Exception]
) -> None:
    by = hall.district["system_admin"]
    act_as(by)
    with pytest.raises(refusal):
        set_place(entry=entry(hall, **more), by=by, at=AT)
    assert Place.objects.count() == 1


def test_the_days_that_can_be_booked_are_found_in_two_statements(
    hall: Hall, django_assert_num_queries: Callable[..., Any]
) -> None:
    by, day = hall.district["system_admin"], AT.date()
    act_as(by)
    sets = partial(set_closure, hall.place.pk, reason="盘点", by=by, at=AT)
    sets(first=day + timedelta(days=1), last=day + timedelta(days=2))
    saturday = day + timedelta(days=3)
    sets(first=saturday, hours=(time(9), time(11)))
    with django_assert_num_queries(2):
        days = book_of(hall.place, AT)
    assert days[:3] == [day, saturday, saturday + timedelta(days=2)]
    assert opening(hall.place, saturday) == ((time(9), time(11)),)


def test_a_window_at_which_somebody_sits_is_not_taken_away(hall: Hall) -> None:
    hall.open("registration")
    by = hall.district["system_admin"]
    act_as(by)
    changed = entry(hall, name="来访接待大厅", windows=(("九号窗口", "guidance"),))
    with pytest.raises(SomebodyHere):
        set_place(entry=changed, place=hall.place.pk, by=by, at=AT)


def test_a_closed_day_says_why_until_it_is_taken_back(hall: Hall) -> None:
    by = hall.district["system_admin"]
    act_as(by)
    day = AT.date()
    with pytest.raises(SayWhyClosed):
        set_closure(hall.place.pk, first=day, by=by, at=AT)
    with pytest.raises(ClosureBackwards):
        set_closure(hall.place.pk, first=day, last=date(2025, 1, 1), reason="培训", by=by, at=AT)
    with pytest.raises(HoursCross):
        set_closure(
            hall.place.pk, first=day, hours=(time(12), time(9)), reason="培训", by=by, at=AT
        )
    set_closure(hall.place.pk, first=day, reason="全员培训", by=by, at=AT)
    assert why_closed(hall.place, AT) == "全员培训"
    closure = hall.place.closures.get()
    set_closure(hall.place.pk, remove=closure.pk, by=by, at=AT)
    assert why_closed(hall.place, AT) is None


@pytest.mark.parametrize("part", ["screener", "security_admin", "head"])
def test_nobody_else_sets_up_places(hall: Hall, part: str) -> None:
    by = hall.district[part]
    act_as(by)
    with pytest.raises(NotYourDuty):
        set_place(entry=entry(hall), by=by, at=AT)


def test_the_page_keeps_what_was_typed_and_reads_hours_as_people_write_them(hall: Hall) -> None:
    client = Client()
    staff = Staff.objects.get(pk=hall.district["system_admin"].id)
    client.force_login(staff, backend="yimen.people.backend.StaffBackend")
    typed = {
        "name": "梅岭接访室", "kind": "street", "organ": hall.district.bureau.pk,
        "address": "梅岭路3号", "capacity": "20", "slot_minutes": "30", "per_slot": "1",
        "is_open": "on", "day_1": "9:00—12:00 14:00-17:30", "day_2": "nine",
        "window_0": "1号窗口", "point_0": "registration",
    }  # fmt: skip
    wrong = client.post("/desk/rooms/hall/places/new/", typed)
    assert wrong.status_code == 422
    assert "梅岭路3号" in wrong.content.decode()
    done = client.post("/desk/rooms/hall/places/new/", typed | {"day_2": ""})
    assert done.status_code == 302
    place = Place.objects.get(name="梅岭接访室")
    assert hours_of(place.pk) == [(1, time(9), time(12)), (1, time(14), time(17, 30))]
    assert client.get("/desk/rooms/hall/places/").status_code == 200
    shown = client.get(f"/desk/rooms/hall/places/{place.pk}/").content.decode()
    assert "09:00-12:00 14:00-17:30" in shown


def test_other_hours_of_a_day_are_entered_on_the_page_of_the_place(hall: Hall) -> None:
    client = Client()
    staff = Staff.objects.get(pk=hall.district["system_admin"].id)
    client.force_login(staff, backend="yimen.people.backend.StaffBackend")
    url = f"/desk/rooms/hall/places/{hall.place.pk}/"
    days = {"closure": "1", "first": "2035-01-01", "reason": "元旦值班"}
    twice = client.post(url, days | {"hours": "9:00-12:00 14:00-17:00"})
    assert twice.status_code == 422
    assert "请只写一段时间" in twice.content.decode()
    assert "元旦值班" in twice.content.decode()
    answer = client.post(url, days | {"hours": "9:00-12:00"}, follow=True)
    assert "09:00–12:00" in answer.content.decode()
    assert opening(hall.place, date(2035, 1, 1)) == ((time(9), time(12)),)
