"""What the queue may ask of supervision: at night, what was left behind, and what is late."""

from __future__ import annotations

from datetime import time

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from yimen.access.actor import SYSTEM
from yimen.base.later import TRY_AGAIN
from yimen.base.time import local_day, nightly, now
from yimen.supervision.actions.mark_late import mark_late
from yimen.supervision.actions.pass_on import pass_on
from yimen.supervision.queries import left_behind, overdue

_log = structlog.get_logger()


@app.periodic(cron=nightly(time(0, 1)))
@app.task(name="supervision.pass_on", queueing_lock="supervision.pass_on", retry=TRY_AGAIN)
def pass_on_advice(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Pass, after midnight, what dissolved organs left to their successors."""
    at = now()
    with transaction.atomic():
        found = left_behind(local_day(at))
    made = sum(pass_on(advice, by=SYSTEM, at=at) for advice in found)
    if made:
        _log.info("passed_on", number=made)


@app.periodic(cron=nightly(time(0, 25)))
@app.task(name="supervision.mark_late", queueing_lock="supervision.mark_late", retry=TRY_AGAIN)
def mark_late_answers(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Mark, after midnight, every advice whose last day to answer was yesterday or before.

    Each in a transaction of its own; a job that runs twice marks nothing twice.
    """
    at = now()
    with transaction.atomic():
        found = overdue(local_day(at))
    made = sum(mark_late(turn, by=SYSTEM, at=at) for turn in found)
    if made:
        _log.info("late", number=made)
