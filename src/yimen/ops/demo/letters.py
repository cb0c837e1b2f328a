"""The letters of the invented days: the acts ask for them as always; few are printed.

Printing every letter of a year takes an hour and fills gigabytes, and nobody reads them. What the
acts of one petition queue is collected here and put into the queue when its life ends: of the
latest petitions, and where an opinion waits to be served, to be printed after everything that
people of flesh and blood wait for; of all others as cancelled. So the queue itself says which
letter was never printed, and `put_back` has them printed after all.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app

_TASK = "documents.issue"
_OPINION = "handling_opinion"
#: After all that is queued by people, whose priority is nought.
_LAST = -10
_INSERT = """
    insert into procrastinate_jobs (queue_name, task_name, priority, lock, args, status)
    select 'default', %s, %s, %s, args, status::procrastinate_job_status
    from unnest(%s::jsonb[], %s::text[]) as queued (args, status)
"""


class Collector(BaseConnector):
    """Takes in what the acts of one petition queue, in the place of the queue's own connection."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._jobs: list[Any] = []

    def get_sync_connector(self) -> Collector:
        """Answer for both kinds of callers."""
        return self

    def execute_query_all(self, query: str, **arguments: Any) -> list[dict[str, Any]]:  # noqa: ANN401, ARG002  # the connector's signature
        """Keep what should be queued."""
        self._jobs += arguments["jobs"]
        return [{"id": place} for place, _ in enumerate(arguments["jobs"], start=1)]

    def queue(self, petition: int, *, printed: bool, to_serve: bool) -> None:
        """Put a petition's letters into the queue, in the transaction of its acts."""
        jobs, self._jobs = self._jobs, []
        letters = [job.args for job in jobs if job.task_name == _TASK]
        waits = [printed or (to_serve and letter["kind"] == _OPINION) for letter in letters]
        if letters:
            with connection.cursor() as cursor:
                cursor.execute(
                    _INSERT,
                    [
                        _TASK,
                        _LAST,
                        f"petition-{petition}",
                        [json.dumps(letter) for letter in letters],
                        ["todo" if one else "cancelled" for one in waits],
                    ],
                )

    def forget(self) -> None:
        """Forget what a life queued that was rolled back."""
        self._jobs = []


@contextlib.contextmanager
def collected() -> Iterator[Collector]:
    """Have everything that this process queues collected, until this is over."""
    collector = Collector()
    with app.replace_connector(collector):
        yield collector


def put_off() -> int:
    """Return how many letters were put off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where task_name = %s and status = 'cancelled'",
            [_TASK],
        )
        return int(cursor.fetchone()[0])


def put_back() -> int:
    """Have the letters that were put off printed after all; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'todo'"
            " where task_name = %s and status = 'cancelled'",
            [_TASK],
        )
        return int(cursor.rowcount)
