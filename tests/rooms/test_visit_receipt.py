"""What a visitor takes along, what is registered from a window, and what is counted of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader
from tests import make
from tests.rooms.halls import AT, DAY, Hall, a_hall, a_ticket, holder

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.time import now
from yimen.documents.poster import draw_poster
from yimen.law.headcounts import FEWEST_SHOWN
from yimen.people.models import Staff
from yimen.rooms.hall import outreach
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.go_out import (
    HowMany,
    NotBegun,
    SayWhatAndWhere,
    Trip,
    go_out,
    note_people,
    stay_in,
)
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.actions.set_channels import (
    NameTheChannel,
    NotAnAddress,
    TooManyChannels,
    Way,
    set_channels,
)
from yimen.rooms.hall.models import Outing, Ticket
from yimen.rooms.hall.received import last_received, received
from yimen.workbench.counting import ALL, UNITS, NotAPeriod, _whole_months, counters

pytestmark = pytest.mark.django_db
SAID = Outcome(said="工资三个月没有发。", next_step="人社局十五日内书面告知。")
TRIP = Trip(
    kind="policy", ground="park", title="劳动报酬政策宣讲", place="东区工业园", starts_at=AT
)


@pytest.fixture
def hall() -> Hall:
    return a_hall(make.a_district()).open("registration", "support")


def visited(hall: Hall, point: str = "registration", outcome: Outcome = SAID) -> Ticket:
    ticket = a_ticket(hall, point)
    by = hall.people[point]
    act_as(by)
    call_next(hall.windows[point].pk, by=by, at=AT)
    receive(ticket.pk, by=by, at=AT)
    return finish(ticket.pk, outcome=outcome, by=by, at=AT + timedelta(minutes=9))


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")


def signed_in(by: Actor) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(Staff.objects.get(pk=by.id), backend="yimen.people.backend.StaffBackend")
    return client


def test_a_visitor_reads_who_received_her_what_was_said_and_what_happens_next(hall: Hall) -> None:
    ticket = visited(hall)
    act_as(holder(ticket))
    (one,) = received(holder(ticket), ticket.pk)
    assert (one.who, one.said, one.next_step) == ("registration", SAID.said, SAID.next_step)
    act_as(SYSTEM)
    Staff.objects.filter(name="registration").update(number="017")
    act_as(holder(ticket))
    assert received(holder(ticket), ticket.pk)[0].who == "工号017"


def test_nothing_is_left_of_a_visit_for_support(hall: Hall) -> None:
    ticket = visited(hall, "support")
    by = hall.people["support"]
    for who in (holder(ticket), by):
        act_as(who)
        assert received(who, ticket.pk) == []
    assert last_received(by, hall.place.pk, AT) is None


def test_nobody_else_reads_what_was_said_at_a_window(hall: Hall) -> None:
    ticket = visited(hall)
    other = a_ticket(hall, hour="09:40")
    colleague = make.an_officer(hall.district, "receptionist", hall.district.bureau)
    for who in (holder(other), colleague, Actor(role=Role.STRANGER)):
        act_as(who)
        assert received(who, ticket.pk) == []


def test_the_officer_prints_the_receipt_of_the_last_visit(hall: Hall) -> None:
    ticket = visited(hall)
    by = hall.people["registration"]
    act_as(by)
    last = last_received(by, hall.place.pk, AT)
    assert last
    url = f"/desk/rooms/hall/tickets/{ticket.pk}/receipts/{last.turn}/"
    in_english = text_of(signed_in(by).get(url, headers={"accept-language": "en"}).content)
    assert "Registration" not in in_english  # papers are in Chinese, whoever prints them
    answer = signed_in(by).get(url)
    assert answer["Content-Type"] == "application/pdf"
    said = text_of(answer.content)
    assert SAID.said in said
    assert "001" in said
    other = make.an_officer(hall.district, "receptionist", hall.district.bureau)
    refused = signed_in(other).get(f"/desk/rooms/hall/tickets/{ticket.pk}/receipts/{last.turn}/")
    assert refused.status_code == 404


def test_a_petition_registered_at_a_window_hangs_on_the_number_and_is_signed(hall: Hall) -> None:
    ticket = a_ticket(hall, people=3)
    by = hall.people["registration"]
    act_as(by)
    call_next(hall.windows["registration"].pk, by=by, at=AT)
    receive(ticket.pk, by=by, at=AT)
    client = signed_in(by)
    page = client.get(f"/desk/register/?visitor={ticket.pk}").content.decode()
    assert f'name="visitor" value="{ticket.pk}"' in page
    assert 'value="3"' in page
    told = {
        "ticket": "3f8e2c53-4b8a-4b67-9a55-0a6c6b0f7e11", "channel": "visit", "visitor": ticket.pk,
        "received_at": now().strftime("%Y-%m-%dT%H:%M"), "name": "周明", "phone": "13800000001",
        "prefers": "phone", "kind": "person", "on_behalf": "self", "headcount": "3",
        "needs_note": "客家话", "needs": "sign_language", "confidential": "on", "register": "1",
        "demands-TOTAL_FORMS": "1", "demands-INITIAL_FORMS": "0",
        "demands-0-request": "请求支付拖欠的工资。",
        "demands-0-facts": "三个月没有发。", "demands-0-tried": "找过劳动监察",
        "representatives-TOTAL_FORMS": "0",
        "representatives-INITIAL_FORMS": "0",
    }  # fmt: skip
    client.cookies["django_language"] = "en"  # a file and its papers are in Chinese all the same
    answer = client.post("/desk/register/", told)
    assert answer.status_code == 302, answer.content.decode()
    del client.cookies["django_language"]
    act_as(SYSTEM)
    petition = Ticket.objects.get(pk=ticket.pk).petition_id
    assert petition
    again = client.post("/desk/register/", told)  # sent twice, taken in once
    assert again["Location"] == answer["Location"]
    assert "打印口头信访记录" in client.get(answer["Location"]).content.decode()
    form = text_of(client.get(f"/desk/matters/{petition}/sign/form/").content)
    oral = text_of(client.get(f"/desk/matters/{petition}/sign/oral/").content)
    assert "请求支付拖欠的工资" in form
    for words in ("3人", "手语", "请求保密", "来访", "找过劳动监察", "□申诉求决", "初次"):
        assert words in form
    assert "Tried" not in form
    assert re.search(r"希望的联系方式\s*电话", form)
    client.cookies["django_language"] = "en"  # papers are in Chinese, whatever the page speaks
    assert text_of(client.get(f"/desk/matters/{petition}/sign/form/").content) == form
    del client.cookies["django_language"]
    assert "客家话" in oral
    assert "读给口述人听" in oral
    other = make.an_officer(hall.district, "receptionist", hall.district.bureau)
    assert signed_in(other).get(f"/desk/matters/{petition}/sign/form/").status_code == 409


def test_an_hour_outside_the_house_has_a_number_and_no_names(hall: Hall) -> None:
    by = hall.people["registration"]
    act_as(by)
    with pytest.raises(SayWhatAndWhere):
        go_out(Trip(kind="policy", ground="park", title=" ", place="x", starts_at=AT), by=by)
    made = go_out(TRIP, by=by)
    with pytest.raises(NotBegun):
        note_people(made.pk, people=40, by=by, at=AT - timedelta(hours=1))
    with pytest.raises(HowMany):
        note_people(made.pk, people=-1, by=by, at=AT)
    assert note_people(made.pk, people=40, by=by, at=AT).people == 40
    with pytest.raises(NotFound):
        stay_in(made.pk, by=by)
    handler = hall.district["handler"]
    act_as(handler)
    assert outreach.outings(handler) == []
    with pytest.raises(NotFound):
        go_out(TRIP, by=handler)
    assert not {field.name for field in Outing._meta.fields} & {"name", "names", "phone"}


def test_the_poster_shows_every_way_that_the_administrator_entered(hall: Hall) -> None:
    admin = make.an_officer(hall.district, "system_admin", hall.district.bureau)
    act_as(admin)
    ways = [
        Way(level="country", name="国家网上信访", url="https://guojia.example/"),
        Way(level="city", name="市信访电话", words="0000-12345"),
    ]
    set_channels(ways, by=admin, at=now())
    for wrong, refusal in (
        ([Way(level="city", name="x", url="javascript:1")], NotAnAddress),
        ([Way(level="city", name="x")], NameTheChannel),
        ([ways[0]] * 13, TooManyChannels),
    ):
        with pytest.raises(refusal):
            set_channels(wrong, by=admin, at=now())
    for size, width in (("a4", 595), ("a3", 842)):
        drawn = draw_poster(outreach.poster(), size=size, on=date(2026, 1, 5))
        (page,) = PdfReader(BytesIO(drawn)).pages
        assert round(page.mediabox.width) == width
        said = text_of(drawn)
        assert "国家网上信访" in said
        assert "0000-12345" in said
        assert "来访接待大厅" in said
    many = [replace(ways[0], level=level) for level in ("country", "province", "city") * 4]
    set_channels(many, by=admin, at=now())
    drawn = draw_poster(outreach.poster(), size="a4", on=date(2026, 1, 5))
    assert len(PdfReader(BytesIO(drawn)).pages) == 1  # much to say is said smaller


def test_who_may_print_and_who_may_count(hall: Hall) -> None:
    for role, poster, counted, ways in (
        ("receptionist", 200, 404, 404),
        ("system_admin", 200, 404, 200),
        ("supervisor", 200, 200, 404),
        ("leader", 200, 200, 404),
        ("handler", 404, 404, 404),
        ("audit_admin", 404, 404, 404),
    ):
        client = signed_in(make.an_officer(hall.district, role, hall.district.bureau))
        assert client.get("/desk/rooms/outings/poster/a4/").status_code == poster, role
        assert client.get("/desk/counters/").status_code == counted, role
        assert client.get("/desk/rooms/outings/channels/").status_code in {ways, 409}, role


def test_counters_add_up_the_acts_own_rows(hall: Hall) -> None:
    visited(hall)
    visited(hall, "support")
    by = hall.people["registration"]
    act_as(by)
    note_people(go_out(TRIP, by=by).pk, people=40, by=by, at=AT)
    leader = make.an_officer(hall.district, "leader", hall.district.bureau)
    act_as(leader)
    day = date.fromisoformat(DAY)
    found = {one.name: one for one in counters(leader, day, day, today=date(2025, 6, 1))}
    assert set(found) == {name for _, name, _, _ in ALL}
    assert (found["people_met"].total, found["people_met"].unit) == (1, "人次")
    assert found["visits"].days == {day: 1}
    assert found["outing_people"].total == 40
    assert found["talks"].total is None
    assert found["staff_talks"].total is None
    with pytest.raises(NotAPeriod):
        counters(leader, day, date(2025, 1, 1), today=day)
    act_as(by)
    with pytest.raises(NotFound):
        counters(by, day, day, today=day)


def test_one_of_something_is_one_and_not_ones() -> None:
    with override("en"):
        assert [word % 1 for word in UNITS.values()] == [
            "person",
            "person-time",
            "case",
            "group",
            "occasion",
        ]
        assert UNITS["场"] % 2 == "occasions"
    with override("zh-hans"):
        assert [word % 1 for word in UNITS.values()] == list(UNITS)


def test_small_rooms_show_whole_months_of_ten_people_and_more() -> None:
    day = date(2025, 3, 5)
    ten = [(day, 1, who) for who in range(FEWEST_SHOWN)]
    march = (date(2025, 3, 1), date(2025, 3, 31))
    assert _whole_months(ten, *march, date(2025, 4, 1)) == [ten]
    assert _whole_months(ten[1:] * 3, *march, date(2025, 4, 1)) == []  # nine who came often
    assert _whole_months(ten, *march, date(2025, 3, 31)) == []  # not over yet
    assert _whole_months(ten, date(2025, 3, 2), march[1], date(2025, 4, 1)) == []  # not whole
    assert _whole_months(ten, march[0], date(2025, 3, 30), date(2025, 4, 1)) == []
    nine = [(date(2025, 4, 2), 1, who) for who in range(9)]
    both = (march[0], date(2025, 4, 30))
    assert _whole_months([*ten, *nine], *both, date(2025, 6, 1)) == [ten]
