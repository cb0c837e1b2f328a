"""What two people do in a room in the same second: one after the other, and nobody in vain."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError, Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from tests import make
from tests.acts.test_join import joined, neighbour
from tests.rooms.halls import AT, Hall, a_hall, a_ticket
from tests.rooms.test_legal import TOLD, Legal

from yimen.access.actor import STRANGER, SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.casework.actions.bring_along import bring_along
from yimen.casework.actions.refer import refer
from yimen.casework.joining import Brought
from yimen.registry.queries import open_petition
from yimen.rooms.hall.actions import finish as finishing
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.open_window import open_window
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.actions.set_channels import Way, set_channels
from yimen.rooms.hall.actions.take_ticket import Wants, take_ticket
from yimen.rooms.hall.actions.unseat import unseat
from yimen.rooms.hall.models import Channel, Line, Ticket, Window
from yimen.rooms.hall.visits import AtAnotherWindow, count
from yimen.rooms.legal.actions.consult import consult
from yimen.rooms.legal.matters import HasALawyer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
#: So long the second waits for the first before a test calls it stuck.
A_WHILE = 0.6
POINTS = ("registration", "legal_aid")


def as_one(by: Actor, do: Callable[[], Any]) -> object:
    """Do something on a connection of its own, as one request; return what came of it."""
    try:
        with transaction.atomic():
            act_as(by)
            return do()
    except Refused as refusal:
        return refusal
    finally:
        connection.close()


def in_the_same_second(
    by: Actor, first: Callable[[], Any], second: Callable[[], Any], other: Actor | None = None
) -> object:
    """Let the second begin before the first has committed; return what came of the second."""
    has_done, goes_on = Event(), Event()

    def done_but_not_kept() -> object:
        kept = first()
        has_done.set()
        goes_on.wait(A_WHILE)
        return kept

    with ThreadPoolExecutor(max_workers=2) as both:
        one = both.submit(as_one, by, done_but_not_kept)
        assert has_done.wait(10)
        late = both.submit(as_one, other or by, second)
        one.result()
        return late.result()


@pytest.fixture
def hall() -> Hall:
    with transaction.atomic():
        return a_hall(make.a_district()).open(*POINTS)


def test_nobody_sits_down_at_two_windows_in_one_second(hall: Hall) -> None:
    with transaction.atomic():
        by = make.an_officer(hall.district, "receptionist", hall.district.bureau, name="两处")
        act_as(SYSTEM)
        windows = [
            Window.objects.create(
                place=hall.place, area=hall.place.area, name=name, point="registration"
            ).pk
            for name in ("左", "右")
        ]
    left, right = (lambda pk=pk: open_window(pk, by=by, at=AT) for pk in windows)
    assert isinstance(in_the_same_second(by, left, right), AtAnotherWindow)


def test_a_form_that_is_sent_twice_in_one_second_takes_one_number(hall: Hall) -> None:
    mark, wants = uuid4(), Wants(point="registration")
    takes = partial(take_ticket, hall.place.pk, wants=wants, mark=mark, by=STRANGER, at=AT)
    found = in_the_same_second(STRANGER, takes, takes)
    assert isinstance(found, tuple)
    assert found[1] == ""
    with transaction.atomic():
        act_as(SYSTEM)
        assert Ticket.objects.count() == 1


def test_the_ways_on_the_poster_are_kept_once_when_they_are_saved_twice(hall: Hall) -> None:
    with transaction.atomic():
        by = make.an_officer(hall.district, "system_admin", hall.district.bureau)
    ways = [Way(level="city", name="市信访电话", words="0000-12345")]
    saves = partial(set_channels, ways, by=by, at=AT)
    in_the_same_second(by, saves, saves)
    with transaction.atomic():
        act_as(SYSTEM)
        assert Channel.objects.count() == len(ways)


def test_two_windows_send_people_to_each_other_in_one_second(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: dict[str, int] = {}
    for point in POINTS:
        with transaction.atomic():
            a_ticket(hall, point=point)
        by = hall.people[point]
        with transaction.atomic():
            act_as(by)
            here[point] = call_next(hall.windows[point].pk, by=by, at=AT).pk
            receive(here[point], by=by, at=AT)
    meet = Barrier(2)

    def counted(ticket: Ticket, point: str, **more: int) -> None:
        count(ticket, point, **more)
        with suppress(BrokenBarrierError):
            meet.wait(A_WHILE)

    monkeypatch.setattr(finishing, "count", counted)

    def send_on(point: str, then: str) -> object:
        by, at = hall.people[point], AT + timedelta(minutes=5)
        sent = Outcome(said="已说明", next_step="转窗口", then=then)
        return as_one(by, lambda: finish(here[point], outcome=sent, by=by, at=at))

    with ThreadPoolExecutor(max_workers=2) as both:
        there, back = both.submit(send_on, *POINTS), both.submit(send_on, *reversed(POINTS))
        assert isinstance(there.result(), Ticket)
        assert isinstance(back.result(), Ticket)
    with transaction.atomic():
        act_as(SYSTEM)
        lines = Line.objects.filter(point__in=POINTS).values_list("served", "waiting")
        assert list(lines) == [(1, 1), (1, 1)]


def test_a_window_is_not_emptied_while_somebody_acts_at_it(hall: Hall) -> None:
    by, window = hall.people["registration"], hall.windows["registration"].pk
    with transaction.atomic():
        a_ticket(hall)
    with transaction.atomic():
        act_as(by)
        called = call_next(window, by=by, at=AT).pk

    def acts() -> Ticket:
        return Ticket.objects.select_for_update().get(pk=called)

    empties = partial(unseat, window, staff=by.id, by=SYSTEM, at=AT)
    assert in_the_same_second(SYSTEM, acts, empties) is False
    assert as_one(SYSTEM, empties) is True


def test_bringing_along_waits_for_the_older_file_before_it_holds_the_leading_one() -> None:
    with transaction.atomic():
        district = make.a_district()
        case, leader = neighbour(district, "registered"), make.a_petition(district, "screened")
        joined(case, leader)
        make.walk(leader, "dispatched", begin="screened")
    by = district["screener"]

    def opens_both() -> list[int]:
        held = [open_petition(by, "petition.join", case.petition).pk]
        sleep(A_WHILE)
        return [*held, open_petition(by, "petition.join", leader.petition).pk]

    brings = partial(bring_along, leader.petition, by=by, at=AT)
    with ThreadPoolExecutor(max_workers=2) as both:
        one = both.submit(as_one, by, opens_both)
        sleep(A_WHILE / 3)
        other = both.submit(as_one, by, brings)
        assert one.result() == [case.petition, leader.petition]
        assert isinstance(other.result(), Brought)


def test_one_petition_has_one_lawyer_though_two_ask_for_it_in_one_second() -> None:
    with transaction.atomic():
        district = make.a_district()
        lawyers = [make.an_officer(district, "lawyer", district.bureau, name=n) for n in "左右"]
        legal = Legal(district, *lawyers, make.a_petition(district, "accepted"))
        by = district["screener"]
        act_as(by)
        refer(legal.case.petition, room="lawyer", by=by, at=AT)
    told = replace(TOLD, petition=legal.case.petition)
    first, second = (lambda by=by: consult(told=told, by=by, at=AT) for by in lawyers)
    assert isinstance(in_the_same_second(lawyers[0], first, second, lawyers[1]), HasALawyer)
