"""What the queue may ask of the hall: empty windows, the end of a day, reminders."""

from __future__ import annotations

from datetime import time

from django.db import transaction
from procrastinate.contrib.django import app

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import nightly, now
from yimen.rooms.hall.actions.end_day import end_day
from yimen.rooms.hall.actions.miss import miss
from yimen.rooms.hall.actions.remind import remind
from yimen.rooms.hall.actions.unseat import unseat
from yimen.rooms.hall.ending import deserted, left_open
from yimen.rooms.hall.queries import to_remind

#: Early enough that whoever cannot come is still reached, and nobody is woken.
MORNING = time(9, 40)


@app.periodic(cron="*/5 * * * *")
@app.task(name="hall.free_windows", queueing_lock="hall.free_windows")
def free_windows(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Free the windows whose people have signed out or left their post."""
    at = now()
    with transaction.atomic():
        act_as(SYSTEM)
        gone = deserted(at)
    for window, staff in gone:
        unseat(window, staff=staff, by=SYSTEM, at=at)


@app.periodic(cron=nightly(time(0, 4)))
@app.task(name="hall.end_days", queueing_lock="hall.end_days")
def end_days(timestamp: int) -> None:
    """End, after midnight and when a worker starts, what was left open the days before."""
    free_windows(timestamp)
    at = now()
    with transaction.atomic():
        act_as(SYSTEM)
        miss(by=SYSTEM, at=at)
        over = left_open(at)
    for ticket in over:
        end_day(ticket, by=SYSTEM, at=at)


@app.periodic(cron=nightly(MORNING))
@app.task(name="hall.remind", queueing_lock="hall.remind")
def remind_all(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Remind of the appointments of the next open day; a job that runs twice reminds once."""
    at = now()
    with transaction.atomic():
        act_as(SYSTEM)
        found = to_remind(at)
    for appointment in found:
        remind(appointment, by=SYSTEM, at=at)
