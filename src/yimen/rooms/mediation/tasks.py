"""What the queue may ask of the mediation room: to remind the parties, at night."""

from __future__ import annotations

from datetime import time

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from yimen.access.actor import SYSTEM
from yimen.base.later import TRY_AGAIN
from yimen.base.time import local_day, nightly, now
from yimen.rooms.mediation.actions.remind import remind
from yimen.rooms.mediation.reminders import to_remind

_log = structlog.get_logger()


@app.periodic(cron=nightly(time(0, 20)))
@app.task(name="mediation.remind", queueing_lock="mediation.remind", retry=TRY_AGAIN)
def remind_parties(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Remind, after midnight, of joint applications that run out and of promises that are due.

    Each case in a transaction of its own; a job that runs twice reminds nobody twice.
    """
    at = now()
    with transaction.atomic():
        found = to_remind(local_day(at))
    made = sum(remind(case, by=SYSTEM, at=at) for case in found)
    if made:
        _log.info("reminded", number=made)
