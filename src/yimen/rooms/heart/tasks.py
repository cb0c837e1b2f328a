"""What the queue may ask of the heart room: to erase what has been kept long enough."""

from __future__ import annotations

from datetime import time

import structlog
from procrastinate.contrib.django import app

from yimen.access.actor import SYSTEM
from yimen.base.later import TRY_AGAIN
from yimen.base.time import local_day, nightly, now
from yimen.rooms.heart.actions.erase import erase
from yimen.rooms.heart.queries import kept_long_enough

_log = structlog.get_logger()


@app.periodic(cron=nightly(time(2, 20)))
@app.task(name="heart.erase_old", queueing_lock="heart.erase_old", retry=TRY_AGAIN)
def erase_old(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Erase, at night, what nobody has added to for three years; the log says how much, not whose.

    Each in a transaction of its own; a job that runs twice erases nothing twice.
    """
    at = now()
    found = kept_long_enough(local_day(at))
    for client in found:
        erase(client, by=SYSTEM, at=at)
    if found:
        _log.info("erased")
