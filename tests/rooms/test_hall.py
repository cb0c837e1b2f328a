"""Tickets, windows and the line: in order, once, and seen only by whom they concern."""

from __future__ import annotations

from datetime import time
from uuid import uuid4

import pytest
from tests import make
from tests.rooms.halls import AT, DAY, Hall, a_hall, a_ticket, holder, with_code

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.rooms.hall.actions.book import TimeTaken, Wish, blind_appointment, book
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.cancel import cancel
from yimen.rooms.hall.actions.check_in import AnotherDay, check_in
from yimen.rooms.hall.actions.close_window import close_window
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.hold import hold
from yimen.rooms.hall.actions.open_window import open_window
from yimen.rooms.hall.actions.recall import recall
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.actions.take_ticket import NoSuchPoint, Wants, take_ticket
from yimen.rooms.hall.models import Closure, Line, Ticket, Turn, Window
from yimen.rooms.hall.queries import free_times, my_ticket, screen, wait_of, waiting_at
from yimen.rooms.hall.visits import (
    AtAnotherWindow,
    NobodyWaits,
    NotHereNow,
    NotYourPoint,
    PlaceClosed,
    PlaceFull,
    SomebodyHere,
    WindowShut,
    WindowTaken,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return a_hall(make.a_district())


def called(hall: Hall, point: str = "registration") -> Ticket:
    """Call the next at a point's window."""
    by = hall.people[point]
    act_as(by)
    return call_next(hall.windows[point].pk, by=by, at=AT)


def test_numbers_follow_one_another_and_start_anew_each_day(hall: Hall) -> None:
    assert [a_ticket(hall).number for _ in range(3)] == ["001", "002", "003"]
    wants = Wants(point="registration")
    later, _ = take_ticket(
        hall.place.pk, wants=wants, by=STRANGER, at=make.on("2025-03-06", "09:10")
    )
    assert later.number == "001"


def test_a_form_that_was_sent_twice_takes_one_number(hall: Hall) -> None:
    mark, wants = uuid4(), Wants(point="guidance")
    first, code = take_ticket(hall.place.pk, wants=wants, mark=mark, by=STRANGER, at=AT)
    again, none = take_ticket(hall.place.pk, wants=wants, mark=mark, by=STRANGER, at=AT)
    assert first.pk == again.pk
    assert code
    assert not none


def test_a_closed_place_gives_no_number_and_says_why(hall: Hall) -> None:
    with pytest.raises(PlaceClosed):
        a_ticket(hall, hour="08:59")
    act_as(SYSTEM)
    Closure.objects.create(place=hall.place, first=AT.date(), last=AT.date(), reason="培训")
    with pytest.raises(PlaceClosed) as refusal:
        a_ticket(hall)
    assert refusal.value.facts["why"] == "培训"


def test_a_full_place_gives_no_number_until_somebody_goes(hall: Hall) -> None:
    hall.place.capacity = 1
    act_as(SYSTEM)
    hall.place.save()
    first = a_ticket(hall)
    with pytest.raises(PlaceFull):
        a_ticket(hall)
    act_as(holder(first))
    hold(first.pk, state="left", by=holder(first), at=AT)
    assert a_ticket(hall).number == "002"


def test_a_point_that_there_is_not_is_refused(hall: Hall) -> None:
    with pytest.raises(NoSuchPoint):
        a_ticket(hall, point="cashier")


def test_who_came_first_is_called_first_and_need_comes_a_little_sooner(hall: Hall) -> None:
    hall.open("registration")
    early, next_, needy = (
        a_ticket(hall, hour="09:10"),
        a_ticket(hall, hour="09:20"),
        a_ticket(hall, hour="09:35", need="age"),
    )
    order = []
    for _ in range(3):
        ticket = called(hall)
        order.append(ticket.pk)
        by = hall.people["registration"]
        receive(ticket.pk, by=by, at=AT)
        finish(ticket.pk, outcome=Outcome(), by=by, at=AT)
    assert order == [early.pk, needy.pk, next_.pk]


def test_an_appointment_keeps_its_time_if_its_holder_does(hall: Hall) -> None:
    hall.open("registration")
    wish = Wish(point="registration", day=AT.date(), starts=time(10), name="周先生")
    kept, code = book(hall.place.pk, wish=wish, by=STRANGER, at=make.on("2025-03-04", "12:00"))
    walked_in = a_ticket(hall, hour="09:45")
    by = Actor(role=Role.VISITOR, code=blind_appointment(code))
    act_as(by)
    ticket, _ = check_in(kept.pk, by=by, at=make.on(DAY, "09:55"))
    assert called(hall).pk == ticket.pk
    assert ticket.order_at < walked_in.order_at


def test_an_appointment_is_for_its_day_and_can_be_given_back(hall: Hall) -> None:
    wish = Wish(point="legal_aid", day=AT.date(), starts=time(14), name="周先生")
    kept, code = book(hall.place.pk, wish=wish, by=STRANGER, at=make.on("2025-03-03", "12:00"))
    by = Actor(role=Role.VISITOR, code=blind_appointment(code))
    act_as(by)
    with pytest.raises(AnotherDay):
        check_in(kept.pk, by=by, at=make.on("2025-03-04", "14:00"))
    act_as(by)
    assert cancel(kept.pk, by=by, at=AT).state == "cancelled"
    act_as(STRANGER)
    with pytest.raises(NotFound):
        cancel(kept.pk, by=STRANGER, at=AT)


def test_a_time_is_given_as_often_as_there_is_room(hall: Hall) -> None:
    wish = Wish(point="legal_aid", day=AT.date(), starts=time(14), name="周先生")
    earlier = make.on("2025-03-03", "12:00")
    for _ in range(hall.place.per_slot):
        book(hall.place.pk, wish=wish, by=STRANGER, at=earlier)
    with pytest.raises(TimeTaken):
        book(hall.place.pk, wish=wish, by=STRANGER, at=earlier)
    act_as(SYSTEM)
    assert time(14) not in free_times(hall.place, "legal_aid", AT.date(), at=earlier)
    assert time(14) in free_times(hall.place, "mediation", AT.date(), at=earlier)
    assert free_times(hall.place, "legal_aid", make.on("2025-03-08").date(), at=earlier) == []


def test_the_screen_says_who_is_called_where_and_how_often(hall: Hall) -> None:
    hall.open("registration")
    a_ticket(hall)
    ticket = called(hall)
    by = hall.people["registration"]
    recall(ticket.pk, by=by, at=AT)
    (line,) = screen(hall.place.pk)
    assert (line.number, line.window, line.times) == ("001", "1号窗口", 2)
    receive(ticket.pk, by=by, at=AT)
    assert screen(hall.place.pk) == []


def test_one_ticket_is_carried_from_point_to_point(hall: Hall) -> None:
    hall.open("registration", "legal_aid")
    ticket = a_ticket(hall)
    called(hall)
    by = hall.people["registration"]
    receive(ticket.pk, by=by, at=AT)
    sent_on = finish(
        ticket.pk,
        outcome=Outcome(said="工资拖欠三个月", next_step="先听律师说明", then="legal_aid"),
        by=by,
        at=AT,
    )
    assert (sent_on.number, sent_on.state, sent_on.point) == ("001", "waiting", "legal_aid")
    act_as(by)
    assert Turn.objects.get().said == "工资拖欠三个月"
    assert called(hall, "legal_aid").pk == ticket.pk


def test_somebody_else_is_called_only_when_the_window_is_free(hall: Hall) -> None:
    hall.open("registration")
    a_ticket(hall)
    a_ticket(hall)
    called(hall)
    with pytest.raises(SomebodyHere):
        called(hall)
    by = hall.people["registration"]
    act_as(by)
    with pytest.raises(SomebodyHere):
        close_window(hall.windows["registration"].pk, by=by, at=AT)


def test_nobody_is_called_where_nobody_waits(hall: Hall) -> None:
    hall.open("registration")
    with pytest.raises(NobodyWaits):
        called(hall)


def test_who_did_not_come_can_be_taken_back_in_her_old_place(hall: Hall) -> None:
    hall.open("registration")
    first, second = a_ticket(hall, hour="09:10"), a_ticket(hall, hour="09:20")
    by = hall.people["registration"]
    called(hall)
    hold(first.pk, state="missed", by=by, at=AT)
    assert called(hall).pk == second.pk
    hold(first.pk, state="waiting", by=by, at=AT)
    hold(second.pk, state="held", by=by, at=AT)
    assert called(hall).pk == first.pk


def test_a_window_is_opened_by_whose_work_it_is_and_by_one_at_a_time(hall: Hall) -> None:
    hall.open("registration")
    lawyer = make.an_officer(hall.district, "lawyer", hall.district.bureau)
    act_as(lawyer)
    with pytest.raises(NotYourPoint):
        open_window(hall.windows["guidance"].pk, by=lawyer, at=AT)
    other = make.an_officer(hall.district, "receptionist", hall.district.bureau)
    act_as(other)
    with pytest.raises(WindowTaken):
        open_window(hall.windows["registration"].pk, by=other, at=AT)
    by = hall.people["registration"]
    act_as(by)
    with pytest.raises(AtAnotherWindow):
        open_window(hall.windows["guidance"].pk, by=by, at=AT)
    with pytest.raises(WindowShut):
        call_next(hall.windows["guidance"].pk, by=by, at=AT)
    assert open_window(hall.windows["registration"].pk, by=by, at=AT).staff_id == by.id


def test_a_stale_page_changes_nothing(hall: Hall) -> None:
    hall.open("registration")
    ticket = a_ticket(hall)
    by = hall.people["registration"]
    act_as(by)
    for act in (
        lambda: receive(ticket.pk, by=by, at=AT),
        lambda: recall(ticket.pk, by=by, at=AT),
        lambda: finish(ticket.pk, outcome=Outcome(), by=by, at=AT),
        lambda: hold(ticket.pk, state="missed", by=by, at=AT),
    ):
        with pytest.raises(NotHereNow):
            act()


def test_a_wait_is_told_by_how_long_people_took_today(hall: Hall) -> None:
    hall.open("registration")
    by = hall.people["registration"]
    first = a_ticket(hall, hour="09:00")
    called(hall)
    receive(first.pk, by=by, at=make.on(DAY, "10:00"))
    finish(first.pk, outcome=Outcome(), by=by, at=make.on(DAY, "10:06"))
    a_ticket(hall, hour="10:07")
    mine = a_ticket(hall, hour="10:08")
    act_as(holder(mine))
    found = wait_of(mine)
    assert (found.ahead, found.windows, found.minutes) == (1, 1, 12)


def test_a_ticket_is_seen_by_its_holder_and_by_those_who_serve_it(hall: Hall) -> None:
    wants = Wants(point="legal_aid")
    ticket, code = take_ticket(hall.place.pk, wants=wants, by=STRANGER, at=AT)
    mine = with_code(code)
    act_as(mine)
    assert my_ticket(mine).pk == ticket.pk
    for role, sees in {"lawyer": True, "receptionist": True, "mediator": False}.items():
        by = make.an_officer(hall.district, role, hall.district.bureau)
        act_as(by)
        assert bool(waiting_at(by, hall.place.pk, AT)) is sees
    act_as(STRANGER)
    assert waiting_at(STRANGER, hall.place.pk, AT) == []
    with pytest.raises(NotFound):
        my_ticket(with_code("000000000000"))


@pytest.mark.parametrize("role", [*Role])
def test_who_comes_to_talk_is_known_to_the_guide_and_the_counsellor_alone(
    hall: Hall, role: Role
) -> None:
    hall.open("support")
    ticket = a_ticket(hall, point="support")
    by = Actor(role=role, id=999, organ=hall.district.bureau.pk, area="/ym/", code="x")
    act_as(by)
    knows = role in {Role.RECEPTIONIST, Role.COUNSELLOR, Role.SYSTEM}
    assert Ticket.objects.filter(pk=ticket.pk).exists() is knows
    counts = knows or role is Role.VISITOR  # who stands in the line sees how long it is
    assert Line.objects.filter(point="support").exists() is counts


def test_no_two_people_sit_at_one_window_and_nobody_at_two(hall: Hall) -> None:
    hall.open("registration")
    act_as(SYSTEM)
    assert Window.objects.filter(staff__isnull=False).count() == 1
