"""Pages around appointments: booked by telephone, cancelled, told by telephone; counts by hand."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from tests import make
from tests.rooms.halls import Hall, a_hall
from tests.rooms.test_hall_pages import open_daily, signed_in

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.people.models import Notice
from yimen.rooms.hall.actions.remind import remind
from yimen.rooms.hall.models import Appointment, Tally, Ticket
from yimen.workbench.counting import ALL, counters

pytestmark = pytest.mark.django_db


def tomorrow() -> date:
    return date.fromordinal(local_day(now()).toordinal() + 1)


@pytest.fixture
def hall(settings: LazySettings) -> Hall:
    """Return a hall that is open at any hour, in a house that sends no messages."""
    settings.YIMEN_NOTICES = ""
    found = a_hall(make.a_district())
    open_daily(found, "00:00", "23:59:59")
    return found


def url(hall: Hall, name: str) -> str:
    return f"/desk/rooms/hall/{hall.place.pk}/{name}/?day={tomorrow().isoformat()}"


def books(hall: Hall, officer: Client, **more: str) -> str:
    said = {"book": "1", "point": "legal_aid", "starts": "10:00", "name": "周先生"} | more
    return officer.post(url(hall, "appointments"), said).content.decode()


def test_a_time_is_booked_for_who_telephones_and_opened_by_its_code(hall: Hall) -> None:
    officer = signed_in(hall, "receptionist")
    page = books(hall, officer, phone="13800000001")
    act_as(SYSTEM)
    (made,) = Appointment.objects.all()
    assert (made.day, f"{made.starts:%H:%M}", made.point) == (tomorrow(), "10:00", "legal_aid")
    digits = page.split('<p class="number"><strong>')[1].split("<")[0]
    opened = Client().post("/hall/ticket/", {"code": digits}, follow=True)
    assert "10:00" in opened.content.decode()


def test_a_full_time_is_not_offered_and_a_name_is_asked_for(hall: Hall) -> None:
    officer = signed_in(hall, "receptionist")
    for _ in range(hall.place.per_slot):
        books(hall, officer)
    refused = officer.post(
        url(hall, "appointments"), {"book": "1", "point": "legal_aid", "starts": "10:00"}
    )
    assert refused.status_code == 422
    act_as(SYSTEM)
    assert Appointment.objects.count() == hall.place.per_slot


def test_staff_cancel_for_who_telephones(hall: Hall) -> None:
    officer = signed_in(hall, "receptionist")
    books(hall, officer)
    act_as(SYSTEM)
    made = Appointment.objects.get()
    officer.post(url(hall, "appointments"), {"cancel": made.pk})
    act_as(SYSTEM)
    made.refresh_from_db()
    assert made.state == "cancelled"


def test_what_cannot_be_sent_is_told_by_telephone_and_ticked_off(hall: Hall) -> None:
    officer = signed_in(hall, "receptionist")
    books(hall, officer, phone="13800000001")
    act_as(SYSTEM)
    remind(Appointment.objects.get().pk, by=SYSTEM, at=now())
    notice = Notice.objects.get()
    page = officer.get("/desk/rooms/hall/calls/").content.decode()
    assert "13800000001" in page
    assert "法律" not in page.split("<main")[1]
    officer.post("/desk/rooms/hall/calls/", {"told": notice.pk})
    assert "13800000001" not in officer.get("/desk/rooms/hall/calls/").content.decode()


@pytest.mark.parametrize("role", ["screener", "lawyer", "supervisor", "handler"])
def test_nobody_else_gets_the_list_for_the_telephone(hall: Hall, role: str) -> None:
    assert signed_in(hall, role).get("/desk/rooms/hall/calls/").status_code == 404


def test_what_is_counted_by_hand_is_kept_from_the_hall_s_page(hall: Hall) -> None:
    officer = signed_in(hall, "receptionist")
    page = f"/desk/rooms/hall/{hall.place.pk}/"
    assert officer.post(page, {"do": "tally", "calmed": "4", "settled": "1"}).status_code == 302
    act_as(SYSTEM)
    assert dict(Tally.objects.values_list("kind", "n")) == {"calmed": 4, "settled": 1}
    assert officer.post(page, {"do": "tally", "calmed": "x", "settled": "1"}).status_code == 404


def test_the_slip_on_paper_tells_the_wait(hall: Hall) -> None:
    officer = signed_in(hall, "receptionist")
    said = {"point": "registration", "people": "3", "companions": "1", "need": ""}
    page = officer.post(f"/desk/rooms/hall/{hall.place.pk}/guide/", said).content.decode()
    assert "下一位就是您" in page
    act_as(SYSTEM)
    assert Ticket.objects.get().companions == 1


def test_every_quantity_of_the_reports_is_there_with_its_unit(hall: Hall) -> None:
    units = {name: unit for _, name, _, unit in ALL}
    assert (
        units
        | {
            "clients": "人",
            "support_people": "人次",
            "calmed": "人次",
            "talks_before": "件",
            "settled": "件",
            "led_to_law": "件",
            "staff_talks": "人次",
            "staff_participants": "人次",
        }
        == units
    )
    leader = make.an_officer(hall.district, "leader", hall.district.bureau)
    act_as(leader)
    day = local_day(now())
    shown = {one.name: one for one in counters(leader, day, day, today=day)}
    assert set(shown) == set(units)
    assert shown["calmed"].total is None
    assert not shown["calmed"].days


def test_the_form_for_without_a_line_holds_no_secret_and_nobody_s_name(hall: Hall) -> None:
    officer = signed_in(hall, "receptionist", name="陈晨")
    page = officer.get("/desk/register/away/").content.decode()
    assert "陈晨" not in page
    assert "csrfmiddlewaretoken" not in page
    live = officer.get("/desk/register/").context["away"]["key"]
    kept = officer.get("/desk/register/away/").context["away"]["key"]
    assert set(json.loads(live)) - set(json.loads(kept)) == {"d"}
    script = officer.get("/desk/register/keeper.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert Client().get("/desk/register/away/").status_code == 302
