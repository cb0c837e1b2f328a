"""What the queue may ask of the people: three lines that fetch and call an act."""

from __future__ import annotations

from datetime import time, timedelta

from procrastinate.contrib.django import app

from yimen.base.time import nightly, now
from yimen.people.patience import forget

_QUIET = timedelta(hours=24)


@app.periodic(cron=nightly(time(3, 37)))
@app.task(name="people.forget_failures", queueing_lock="people.forget_failures")
def forget_failures(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Forget the failed tries of names that have been quiet for a day."""
    forget(now() - _QUIET)
