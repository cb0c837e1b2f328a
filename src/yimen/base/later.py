"""Put work in the queue, on the same connection: it commits, or vanishes, with the act."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError
from procrastinate import RetryStrategy

#: For jobs that a petitioner waits for: a database that restarts, a lock that two wanted or a disk
#: that is full comes right again, so such a job is tried for some minutes before it has failed.
TRY_AGAIN = RetryStrategy(
    max_attempts=8,
    exponential_wait=2,
    retry_exceptions=(OperationalError, InterfaceError, OSError),
)


#: For jobs that nobody waits for, by the thousand: they stand behind all others.
BEHIND = -10


def later(task: str, *, lock: str = "", priority: int = 0, **what: int | str) -> None:
    """Queue `task` by its name; jobs that share a `lock` run one at a time, in order."""
    from procrastinate.contrib.django import app

    app.configure_task(task, lock=lock or None, priority=priority).defer(**what)
