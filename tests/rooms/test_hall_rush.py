"""Forty visitors and five windows at once: no number is lost, none is given or called twice."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from itertools import cycle, islice

import pytest
from django.db import connection, transaction
from tests import make
from tests.rooms.halls import AT, Hall, a_hall

from yimen.access.actor import STRANGER, SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.open_window import open_window
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.actions.take_ticket import Wants, take_ticket
from yimen.rooms.hall.models import Line, Ticket, Turn, Window
from yimen.rooms.hall.visits import NobodyWaits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

VISITORS, WINDOWS = 40, 5


def takes(hall: Hall, place: int) -> str:
    """Come in and take a number, on a connection of one's own."""
    try:
        with transaction.atomic():
            act_as(STRANGER)
            wants = Wants(point="registration", need="age" if place % 7 == 0 else "")
            at = AT + timedelta(seconds=place)
            ticket, _ = take_ticket(hall.place.pk, wants=wants, by=STRANGER, at=at)
            return ticket.number
    finally:
        connection.close()


def serves(window: int, by: Actor, left: list[int]) -> list[str]:
    """Call, receive and finish until nobody waits."""
    done: list[str] = []
    try:
        while left:
            with suppress(NobodyWaits):
                done.append(_serve_one(window, by))
                left.pop()
    finally:
        connection.close()
    return done


def _serve_one(window: int, by: Actor) -> str:
    with transaction.atomic():
        act_as(by)
        ticket = call_next(window, by=by, at=AT)
    with transaction.atomic():
        act_as(by)
        receive(ticket.pk, by=by, at=AT)
    with transaction.atomic():
        act_as(by)
        outcome = Outcome(said="已说明", next_step="回家等通知")
        finish(ticket.pk, outcome=outcome, by=by, at=AT + timedelta(minutes=6))
    return ticket.number


def test_forty_visitors_and_five_windows_lose_and_double_nobody() -> None:
    with transaction.atomic():
        hall = a_hall(make.a_district())
        act_as(SYSTEM)
        windows = [hall.windows["registration"].pk] + [
            Window.objects.create(
                place=hall.place, area=hall.place.area, name=f"加{n}", point="registration"
            ).pk
            for n in range(1, WINDOWS)
        ]
        people = [
            make.an_officer(hall.district, "receptionist", hall.district.bureau, name=f"接待{n}")
            for n in range(WINDOWS)
        ]
        for window, by in zip(windows, people, strict=True):
            act_as(by)
            open_window(window, by=by, at=AT)
    left = list(range(VISITORS))
    with ThreadPoolExecutor(max_workers=2 * WINDOWS) as crowd:
        desks = [
            crowd.submit(serves, window, by, left)
            for window, by in zip(windows, people, strict=True)
        ]
        taken = list(crowd.map(lambda n: takes(hall, n), range(VISITORS)))
        served = [number for desk in desks for number in desk.result(timeout=120)]
    assert sorted(taken) == [f"{n:03d}" for n in range(1, VISITORS + 1)]
    assert Counter(served) == Counter(taken)
    with transaction.atomic():
        act_as(SYSTEM)
        assert set(Ticket.objects.values_list("state", flat=True)) == {"done"}
        assert Turn.objects.count() == VISITORS
        line = Line.objects.get()
        assert (line.waiting, line.served) == (0, VISITORS)
        assert line.taken == VISITORS * 6 * 60


def test_the_needy_do_not_starve_the_others() -> None:
    with transaction.atomic():
        hall = a_hall(make.a_district()).open("registration")
        first, _ = take_ticket(hall.place.pk, wants=Wants(point="registration"), by=STRANGER, at=AT)
        for minute in islice(cycle(range(25, 60)), 10):
            wants = Wants(point="registration", need="children")
            take_ticket(hall.place.pk, wants=wants, by=STRANGER, at=AT + timedelta(minutes=minute))
        by = hall.people["registration"]
        act_as(by)
        assert call_next(hall.windows["registration"].pk, by=by, at=AT).pk == first.pk
