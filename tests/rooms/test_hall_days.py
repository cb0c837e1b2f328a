"""How a day of the hall ends, who is unseated, who is reminded, and what is counted by hand."""

from __future__ import annotations

import json
import shlex
import sys
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import make
from tests.rooms.halls import AT, DAY, Hall, a_hall, a_ticket, holder

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.people import notices
from yimen.people.models import Notice, Post, Staff
from yimen.people.notices import NotSentYet
from yimen.rooms.hall import queries
from yimen.rooms.hall.actions.book import Wish, book
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.cancel import cancel
from yimen.rooms.hall.actions.end_day import end_day
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.hold import hold
from yimen.rooms.hall.actions.miss import miss
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.actions.remind import remind
from yimen.rooms.hall.actions.set_tally import NotANumberOfToday, set_tally
from yimen.rooms.hall.actions.take_ticket import TooManyCompanions
from yimen.rooms.hall.actions.unseat import unseat
from yimen.rooms.hall.counts import counts
from yimen.rooms.hall.ending import deserted, left_open
from yimen.rooms.hall.models import Appointment, Line, Tally, Ticket, Turn, Window

pytestmark = pytest.mark.django_db
NIGHT = make.on("2025-03-06", "00:05")
FRIDAY = make.on("2025-03-07", "09:40")


@pytest.fixture
def hall() -> Hall:
    return a_hall(make.a_district()).open("registration")


def fresh(ticket: Ticket) -> Ticket:
    act_as(SYSTEM)
    return Ticket.objects.get(pk=ticket.pk)


def ended_overnight() -> None:
    act_as(SYSTEM)
    for window, staff in deserted(NIGHT):
        unseat(window, staff=staff, by=SYSTEM, at=NIGHT)
    for ticket in left_open(NIGHT):
        end_day(ticket, by=SYSTEM, at=NIGHT)


def signed_in(by: Actor) -> None:
    client = Client()
    client.force_login(Staff.objects.get(pk=by.id), backend="yimen.people.backend.StaffBackend")


def booked(hall: Hall, day: str = "2025-03-10", phone: str = "13800000001") -> Appointment:
    act_as(STRANGER)
    wish = Wish(
        point="registration", day=date.fromisoformat(day), starts=time(10), name="周", phone=phone
    )
    return book(hall.place.pk, wish=wish, by=STRANGER, at=AT)[0]


def test_whoever_still_waited_at_midnight_was_not_served_and_whoever_was_away_has_left(
    hall: Hall,
) -> None:
    first, second, away = (a_ticket(hall, hour=f"09:3{n}") for n in range(3))
    by = hall.people["registration"]
    act_as(by)
    hold(away.pk, state="held", by=by, at=AT)
    called = call_next(hall.windows["registration"].pk, by=by, at=AT)
    assert called.pk == first.pk
    ended_overnight()
    assert [fresh(one).state for one in (first, second, away)] == ["unserved", "unserved", "left"]
    line = Line.objects.get(point="registration")
    assert (line.waiting, line.unserved, line.served) == (0, 2, 0)
    assert not Window.objects.filter(staff__isnull=False).exists()
    assert queries.screen(hall.place.pk) == []


def test_a_stay_that_nobody_ended_was_a_visit_and_is_in_no_average(hall: Hall) -> None:
    ticket, by = a_ticket(hall), hall.people["registration"]
    act_as(by)
    call_next(hall.windows["registration"].pk, by=by, at=AT)
    receive(ticket.pk, by=by, at=AT)
    ended_overnight()
    assert fresh(ticket).state == "done"
    assert Turn.objects.get().ended_at == NIGHT
    line = Line.objects.get(point="registration")
    assert (line.served, line.taken) == (0, 0)
    found = counts(SYSTEM, date.fromisoformat(DAY), date.fromisoformat(DAY))
    assert len(found["visits"]) == 1


def test_a_number_of_today_is_left_alone(hall: Hall) -> None:
    ticket = a_ticket(hall)
    act_as(SYSTEM)
    assert left_open(AT) == []
    assert not end_day(ticket.pk, by=SYSTEM, at=AT)
    assert fresh(ticket).state == "waiting"


def test_whoever_signed_out_is_unseated_and_her_visitor_keeps_the_place(hall: Hall) -> None:
    ticket, by = a_ticket(hall), hall.people["registration"]
    before = ticket.order_at
    act_as(by)
    call_next(hall.windows["registration"].pk, by=by, at=AT)
    assert deserted(AT) == [(hall.windows["registration"].pk, by.id)]
    assert unseat(hall.windows["registration"].pk, staff=by.id, by=SYSTEM, at=AT)
    found = fresh(ticket)
    assert (found.state, found.window_id, found.order_at) == ("waiting", None, before)
    assert Line.objects.get(point="registration").waiting == 1


def test_whoever_is_signed_in_keeps_the_window(hall: Hall) -> None:
    signed_in(hall.people["registration"])
    act_as(SYSTEM)
    assert deserted(AT) == []


def test_a_talk_outlasts_a_session_for_a_while_and_a_post_that_ended_does_not(hall: Hall) -> None:
    ticket, by = a_ticket(hall), hall.people["registration"]
    act_as(by)
    call_next(hall.windows["registration"].pk, by=by, at=AT)
    receive(ticket.pk, by=by, at=AT)
    assert deserted(AT + timedelta(minutes=40)) == []
    assert deserted(AT + timedelta(hours=3))
    act_as(SYSTEM)
    Post.objects.filter(staff=by.id).update(ends_on=DAY)
    assert deserted(AT)


def test_the_wait_by_the_hour_begins_anew_at_each_window(hall: Hall) -> None:
    ticket, by = a_ticket(hall, hour="09:00"), hall.people["registration"]
    hall.open("screening")
    act_as(by)
    call_next(hall.windows["registration"].pk, by=by, at=make.on(DAY, "10:00"))
    receive(ticket.pk, by=by, at=make.on(DAY, "10:00"))
    finish(ticket.pk, outcome=Outcome(then="screening"), by=by, at=make.on(DAY, "11:00"))
    other = hall.people["screening"]
    act_as(other)
    call_next(hall.windows["screening"].pk, by=other, at=make.on(DAY, "11:10"))
    receive(ticket.pk, by=other, at=make.on(DAY, "11:10"))
    watcher = make.an_officer(hall.district, "supervisor", hall.district.bureau)
    act_as(watcher)
    found = queries.by_hour(hall.place.pk, date.fromisoformat(DAY), watcher)
    assert [(one.hour, one.minutes) for one in found] == [(10, 60), (11, 10)]


def test_at_least_one_of_those_who_come_is_no_companion(hall: Hall) -> None:
    assert a_ticket(hall, people=3, companions=2).companions == 2
    with pytest.raises(TooManyCompanions):
        a_ticket(hall, people=2, companions=2)


def test_on_friday_one_is_reminded_of_monday_once_and_without_the_matter(
    hall: Hall, settings: LazySettings
) -> None:
    settings.YIMEN_NOTICES = ""
    made, later = booked(hall), booked(hall, "2025-03-11")
    act_as(SYSTEM)
    assert queries.to_remind(FRIDAY) == [made.pk]
    assert remind(made.pk, by=SYSTEM, at=FRIDAY)
    assert not remind(made.pk, by=SYSTEM, at=FRIDAY)
    assert later.reminded_at is None
    by = hall.people["registration"]
    act_as(by)
    (call,) = notices.to_call(by, FRIDAY)
    assert (call.name, call.phone) == ("周", "13800000001")
    assert "2025年3月10日 10:00" in call.words
    assert hall.place.name in call.words
    assert not any(str(name) in call.words for _, name in queries.POINTS)
    notices.told(call.id, by=by, at=FRIDAY)
    assert notices.to_call(by, FRIDAY) == []


def test_who_left_no_number_is_told_on_the_page_alone(hall: Hall) -> None:
    made = booked(hall, phone="")
    act_as(SYSTEM)
    assert remind(made.pk, by=SYSTEM, at=FRIDAY)
    assert not Notice.objects.exists()
    made.refresh_from_db()
    who = Actor(role=Role.VISITOR, code=made.code_blind)
    act_as(who)
    assert queries.my_appointment(who).reminded_at == FRIDAY


def test_a_cancelled_appointment_calls_its_reminder_off(hall: Hall) -> None:
    made = booked(hall)
    act_as(SYSTEM)
    remind(made.pk, by=SYSTEM, at=FRIDAY)
    who = Actor(role=Role.VISITOR, code=made.code_blind)
    act_as(who)
    cancel(made.pk, by=who, at=FRIDAY)
    act_as(SYSTEM)
    assert Notice.objects.get().state == "void"


def test_only_who_telephones_here_sees_the_numbers(hall: Hall) -> None:
    made = booked(hall)
    act_as(SYSTEM)
    remind(made.pk, by=SYSTEM, at=FRIDAY)
    for role in ("screener", "handler", "supervisor", "leader", "mediator", "counsellor"):
        other = make.an_officer(hall.district, role, hall.district.bureau, name=role)
        act_as(other)
        assert notices.to_call(other, FRIDAY) == []
        assert not Notice.objects.exists()


def test_a_sender_gets_the_words_as_json_and_only_once(
    hall: Hall, settings: LazySettings, tmp_path: Path
) -> None:
    kept = tmp_path / "sent"
    script = f"import sys; open({str(kept)!r}, 'ab').write(sys.stdin.buffer.read() + b'\\n')"
    settings.YIMEN_NOTICES = shlex.join([sys.executable, "-c", script])
    made = booked(hall)
    act_as(SYSTEM)
    remind(made.pk, by=SYSTEM, at=FRIDAY)
    (job,) = ProcrastinateJob.objects.filter(task_name="people.tell")
    for _ in range(2):
        notices.send(job.args["notice"], by=SYSTEM, at=FRIDAY)
    (line,) = kept.read_text().splitlines()
    assert json.loads(line)["to"] == "13800000001"
    assert Notice.objects.get().state == "sent"


@pytest.mark.parametrize("sender", ["false", "/no/such/command", "http://127.0.0.1:1/"])
def test_what_could_not_be_sent_is_listed_to_be_told_and_tried_again(
    hall: Hall, settings: LazySettings, sender: str
) -> None:
    settings.YIMEN_NOTICES = sender
    made = booked(hall)
    act_as(SYSTEM)
    remind(made.pk, by=SYSTEM, at=FRIDAY)
    number = Notice.objects.get().pk
    with pytest.raises(NotSentYet):
        notices.send(number, by=SYSTEM, at=FRIDAY)
    by = hall.people["registration"]
    act_as(by)
    (call,) = notices.to_call(by, FRIDAY)
    assert call.has_failed
    notices.told(call.id, by=by, at=FRIDAY)
    notices.send(number, by=SYSTEM, at=FRIDAY)
    act_as(SYSTEM)
    assert Notice.objects.get().tries == 1


def test_messages_are_forgotten_a_week_after_they_were_of_use(hall: Hall) -> None:
    made = booked(hall)
    act_as(SYSTEM)
    remind(made.pk, by=SYSTEM, at=FRIDAY)
    notices.forget_old(FRIDAY + timedelta(hours=24 * 7))
    assert Notice.objects.exists()
    notices.forget_old(FRIDAY + timedelta(hours=24 * 11))
    assert not Notice.objects.exists()


def test_who_did_not_come_to_an_appointment_is_noted(hall: Hall) -> None:
    made = booked(hall, "2025-03-06")
    act_as(SYSTEM)
    assert miss(by=SYSTEM, at=NIGHT) == 0
    assert miss(by=SYSTEM, at=NIGHT + timedelta(hours=24)) == 1
    made.refresh_from_db()
    assert made.state == "missed"


def test_what_is_counted_by_hand_is_a_number_a_day_and_ones_own(hall: Hall) -> None:
    by = hall.people["registration"]
    act_as(by)
    for n in (3, 12):
        set_tally("calmed", n=n, by=by, at=AT)
    assert {kind: n for kind, _, n in queries.my_tallies(by, AT)}["calmed"] == 12
    with pytest.raises(NotANumberOfToday):
        set_tally("calmed", n=-1, by=by, at=AT)
    leader = make.an_officer(hall.district, "leader", hall.district.bureau)
    act_as(leader)
    assert not Tally.objects.exists()
    found = counts(leader, date.fromisoformat(DAY), date.fromisoformat(DAY))
    assert len(found["calmed"]) == 12


def test_the_slip_of_yesterday_says_that_its_day_is_over(hall: Hall) -> None:
    ticket = a_ticket(hall)
    ended_overnight()
    act_as(holder(ticket))
    assert queries.my_ticket(holder(ticket)).get_state_display() == "当天未能接待"
