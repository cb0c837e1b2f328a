"""What the queue may ask of the people: three lines that fetch and call an act."""

from __future__ import annotations

from datetime import time, timedelta

from django.db import InterfaceError, OperationalError, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import nightly, now
from yimen.people.notices import NotSentYet, forget_old, send
from yimen.people.patience import forget

_QUIET = timedelta(hours=24)
#: A sender that is away is asked again for about an hour; staff can telephone meanwhile.
_SEND_AGAIN = RetryStrategy(
    max_attempts=8,
    exponential_wait=3,
    retry_exceptions=(NotSentYet, OperationalError, InterfaceError),
)


@app.periodic(cron=nightly(time(3, 37)))
@app.task(name="people.forget_failures", queueing_lock="people.forget_failures")
def forget_failures(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Forget the failed tries of names that have been quiet for a day."""
    forget(now() - _QUIET)


@app.task(name="people.tell", retry=_SEND_AGAIN)
def tell(*, notice: int) -> None:
    """Send a message to somebody's telephone."""
    send(notice, by=SYSTEM, at=now())


@app.periodic(cron=nightly(time(3, 41)))
@app.task(name="people.forget_notices", queueing_lock="people.forget_notices")
def forget_notices(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Forget the messages that were of use a week ago or earlier."""
    with transaction.atomic():
        act_as(SYSTEM)
        forget_old(now())
