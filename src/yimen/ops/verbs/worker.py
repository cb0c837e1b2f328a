"""Do the queued jobs: letters, follow-ups, what runs at night."""

from __future__ import annotations

import os

import click

from yimen.ops import chosen
from yimen.ops.processes import die_with_supervisor
from yimen.ops.worker import work

NEEDS = "django"
#: Where the machine has more to do than it can, whoever waits for a page comes before the letters.
_STANDS_BACK = 10


@click.command()
@click.option("--concurrency", type=click.IntRange(1), help="Jobs at a time (YIMEN_WORKER_JOBS).")
def worker(*, concurrency: int | None) -> None:
    """Do the queued jobs until stopped; a second worker may run beside this one."""
    die_with_supervisor()
    os.nice(_STANDS_BACK)
    work(concurrency or chosen.number("YIMEN_WORKER_JOBS", min(4, os.cpu_count() or 1)))
