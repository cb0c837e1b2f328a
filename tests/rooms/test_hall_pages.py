"""The hall's pages: a number by phone, the screen, the window, the door, a time of one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests import make
from tests.rooms.halls import Hall, a_hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.people.models import Staff
from yimen.rooms.hall.models import Closure, Hours, Line, Ticket
from yimen.rooms.hall.queries import book_of, free_times

pytestmark = pytest.mark.django_db

TODAY, NEXT = "2025-03-05", "2025-03-06"


@pytest.fixture
def hall() -> Hall:
    """Return a hall that is open at any hour of any day, holidays too."""
    found = a_hall(make.a_district())
    open_daily(found, "00:00", "23:59:59")
    return found


def open_daily(hall: Hall, opens: str, closes: str) -> None:
    act_as(SYSTEM)
    Hours.objects.all().delete()
    Closure.objects.all().delete()
    today = local_day(now())
    for day in range(16):
        on = today + timedelta(days=day)
        Closure.objects.create(
            place=hall.place, first=on, last=on, opens=opens, closes=closes, reason="每天开放"
        )
    for weekday in range(1, 8):
        Hours.objects.create(place=hall.place, weekday=weekday, opens=opens, closes=closes)


def signed_in(hall: Hall, role: str, name: str = "陈晨") -> Client:
    by = make.an_officer(hall.district, role, hall.district.bureau, name=name)
    client = Client()
    client.force_login(Staff.objects.get(pk=by.id), backend="yimen.people.backend.StaffBackend")
    return client


def takes(hall: Hall, point: str = "registration") -> tuple[Client, str]:
    """Take a number as somebody with a phone; return the phone and its slip."""
    phone = Client(headers={"accept-language": "zh-hans"})
    said = {"point": point, "people": "1", "need": ""}
    answer = phone.post(f"/hall/{hall.place.pk}/take/", said, follow=True)
    return phone, answer.content.decode()


def test_a_number_is_taken_by_phone_and_shows_the_wait(hall: Hall) -> None:
    _, slip = takes(hall)
    assert "001" in slip
    assert "下一位就是您" in slip
    assert "号单查询码" in slip


def test_what_was_said_survives_a_mistake(hall: Hall) -> None:
    said = {"point": "", "people": "3", "needs": "轮椅", "language": "客家话"}
    answer = Client().post(f"/hall/{hall.place.pk}/take/", said)
    assert answer.status_code == 422
    assert "轮椅" in answer.content.decode()
    assert "客家话" in answer.content.decode()
    act_as(SYSTEM)
    assert not Ticket.objects.exists()


def test_a_slip_is_opened_on_another_phone_by_its_code(hall: Hall) -> None:
    phone, _ = takes(hall)
    code = phone.session["hall_code"]
    other = Client()
    assert other.post("/hall/ticket/", {"code": "0000 0000 0000"}).status_code == 422
    shown = other.post("/hall/ticket/", {"code": code}, follow=True)
    assert "001" in shown.content.decode()


def test_a_phone_that_slept_opens_its_slip_again_with_the_code_on_the_page(hall: Hall) -> None:
    phone, slip = takes(hall)
    form = slip.split("data-open-again")[1].split("</form>")[0]
    code = form.split('name="code" value="')[1].split('"')[0]
    phone.cookies.pop("sessionid")
    assert 'id="ticket-now"' not in phone.get("/hall/ticket/?part=1").content.decode()
    assert (
        'id="ticket-now"'
        in phone.post("/hall/ticket/", {"code": code}, follow=True).content.decode()
    )


def test_who_calls_receives_and_sends_on(hall: Hall) -> None:
    phone, _ = takes(hall)
    officer = signed_in(hall, "receptionist")
    url = f"/desk/rooms/hall/{hall.place.pk}/"
    window = hall.windows["registration"].pk
    for said in ({"do": "open", "window": window}, {"do": "next", "window": window}):
        assert officer.post(url, said).status_code == 302
    assert "1号窗口" in Client().get(f"/hall/{hall.place.pk}/screen/").content.decode()
    assert "请到1号窗口" in phone.get("/hall/ticket/").content.decode()
    act_as(SYSTEM)
    ticket = Ticket.objects.get()
    officer.post(url, {"do": "receive", "ticket": ticket.pk})
    done = {"said": "路灯不亮", "next_step": "三天内转送", "then": "legal_aid"}
    officer.post(f"/desk/rooms/hall/tickets/{ticket.pk}/done/", done)
    act_as(SYSTEM)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.point) == ("waiting", "legal_aid")


def test_a_button_pressed_too_late_says_why(hall: Hall) -> None:
    officer = signed_in(hall, "receptionist")
    url = f"/desk/rooms/hall/{hall.place.pk}/"
    window = hall.windows["registration"].pk
    officer.post(url, {"do": "open", "window": window})
    answer = officer.post(url, {"do": "next", "window": window})
    assert answer.status_code == 409


def test_a_guide_gives_a_number_with_its_slip(hall: Hall) -> None:
    officer = signed_in(hall, "receptionist")
    said = {"point": "support", "people": "1", "need": "age"}
    page = officer.post(f"/desk/rooms/hall/{hall.place.pk}/guide/", said)
    assert "001" in page.content.decode()


def test_a_time_is_booked_shown_and_checked_in(hall: Hall) -> None:
    phone = Client()
    url = f"/hall/{hall.place.pk}/book/"
    page = phone.get(url).context
    day, moment = page["day"], page["times"][0].strftime("%H:%M")
    said = {"point": "legal_aid", "day": day, "moment": moment, "name": "周先生"}
    assert phone.post(url, said | {"name": ""}).status_code == 422
    assert "周先生" not in phone.post(url, said, follow=True).content.decode()
    assert phone.get("/hall/appointment/").status_code == 200
    if day == local_day(now()):
        slip = phone.post("/hall/appointment/over/", {"come": "1"}, follow=True)
        assert "001" in slip.content.decode()


@pytest.mark.parametrize(
    ("clock", "first"), [("08:59", TODAY), ("16:29", TODAY), ("16:31", NEXT), ("23:50", NEXT)]
)
def test_a_day_whose_times_are_over_is_not_offered(hall: Hall, clock: str, first: str) -> None:
    open_daily(hall, "09:00", "17:00")
    at = make.on(TODAY, clock)
    days = book_of(hall.place, at)
    assert days[0].isoformat() == first
    assert free_times(hall.place, "legal_aid", days[0], at=at)


@pytest.mark.parametrize("role", ["security_admin", "audit_admin", "legal_checker", "head"])
def test_the_hall_is_not_there_for_those_who_do_not_work_in_it(hall: Hall, role: str) -> None:
    officer = signed_in(hall, role)
    assert officer.get("/desk/rooms/hall/").status_code == 404
    assert officer.get(f"/desk/rooms/hall/{hall.place.pk}/").status_code == 404


def test_a_place_that_is_not_there_is_not_found(hall: Hall) -> None:
    for url in ("/hall/999999/take/", "/hall/999999/book/", "/hall/999999/screen/"):
        assert Client().get(url).status_code == 404
    assert signed_in(hall, "receptionist").get("/desk/rooms/hall/999999/").status_code == 404


def test_while_it_is_closed_the_overview_opens_on_the_latest_day_with_visitors(hall: Hall) -> None:
    manager = signed_in(hall, "supervisor")
    act_as(SYSTEM)
    today = local_day(now())
    came = today - timedelta(days=3)
    Line.objects.create(place=hall.place, area=hall.place.area, day=came, point="guidance")
    url = f"/desk/rooms/hall/{hall.place.pk}/overview/"
    assert manager.get(url).context["day"] == today
    act_as(SYSTEM)
    Hours.objects.all().delete()
    Closure.objects.all().delete()
    latest = manager.get(url)
    assert latest.context["day"] == came
    assert "最近有人来访的一天" in latest.content.decode()
    assert manager.get(url, {"day": today.isoformat()}).context["day"] == today


def test_at_the_window_of_a_room_its_work_is_one_step_away(hall: Hall) -> None:
    takes(hall, "legal_aid")
    lawyer = signed_in(hall, "lawyer")
    url = f"/desk/rooms/hall/{hall.place.pk}/"
    window = hall.windows["legal_aid"].pk
    for said in ({"do": "open", "window": window}, {"do": "next", "window": window}):
        lawyer.post(url, said)
    assert "/desk/rooms/legal/new/" not in lawyer.get(url).content.decode()
    act_as(SYSTEM)
    lawyer.post(url, {"do": "receive", "ticket": Ticket.objects.get().pk})
    assert "/desk/rooms/legal/new/" in lawyer.get(url).content.decode()
