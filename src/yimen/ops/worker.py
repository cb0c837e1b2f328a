"""The worker: does the queued jobs, and what runs at night.

Jobs are taken as the app's role. A job whose worker was killed is put back in the queue by the
next worker; a job may therefore run twice, and every task must bear that.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import time as time_of_day
from typing import Any

import structlog
from django.contrib.sessions.models import Session
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

from yimen.base.time import nightly, now
from yimen.norms.published import take_up

_log = structlog.get_logger()
_HEARTBEAT = 5.0
#: A job that waited behind another of its petition is announced to nobody: somebody has to look.
_LOOKS = 0.5
_GIVEN_UP = 20.0  # a worker that has not been heard of for so many seconds is dead
_GRACE = 20.0
_A_WEEK = 7 * 24  # hours for which a job that succeeded can be looked up
_MILLISECONDS = 1000


def work(concurrency: int) -> None:
    """Do jobs until asked to stop; finish the running ones first."""
    asyncio.run(_work(concurrency))


async def _work(concurrency: int) -> None:
    # A second app for fetching jobs: the first one stays on Django's connection, so that what a
    # task queues commits or vanishes with what it does.
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
    fetching: App = app.with_connector(connector)
    async with fetching.open_async():
        sweeper = asyncio.create_task(_sweep(fetching))
        await _look_first(fetching)
        try:
            await fetching.run_worker_async(
                concurrency=concurrency,
                fetch_job_polling_interval=_LOOKS,
                update_heartbeat_interval=_HEARTBEAT,
                stalled_worker_timeout=_GIVEN_UP,
                shutdown_graceful_timeout=_GRACE,
                worker_middleware=[canonical_line],
            )
        finally:
            sweeper.cancel()


async def _look_first(fetching: App) -> None:
    """Ask, at the start, for what midnight would have asked for: perhaps nobody was up then."""
    for task in (
        "norms.lay_out_again", "casework.recount", "casework.mark_breaches", "hall.end_days",
    ):  # fmt: skip
        with contextlib.suppress(AlreadyEnqueued):
            await fetching.configure_task(task).defer_async(timestamp=0)


def drain(concurrency: int = 1) -> None:
    """Do every job that is queued now, then return: for loaders that wait for their letters."""
    asyncio.run(_drain(concurrency))


async def _drain(concurrency: int) -> None:
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
    fetching: App = app.with_connector(connector)
    async with fetching.open_async():
        await _put_back(fetching)
        await fetching.run_worker_async(
            concurrency=concurrency, wait=False, install_signal_handlers=False
        )


async def _sweep(fetching: App) -> None:
    """Put back, again and again, the jobs whose worker died."""
    while True:
        await _put_back(fetching)
        await asyncio.sleep(_HEARTBEAT)


async def _put_back(fetching: App) -> None:
    for job in await fetching.job_manager.get_stalled_jobs(seconds_since_heartbeat=_GIVEN_UP):
        # Another worker may have been quicker.
        with contextlib.suppress(ConnectorException):
            await fetching.job_manager.retry_job(job)
            _log.info("job_put_back", job=job.id, task=job.task_name)


async def canonical_line(call_next: AsyncCallNext, context: JobContext, _: Worker) -> Any:  # noqa: ANN401 - whatever the task returns
    """Log one line for each job: which task, on which rows, with what outcome, how long.

    Numbers only: the kind of a letter would say which petition accuses somebody.
    """
    take_up()
    started = time.perf_counter()
    job = context.job
    rows = {name: row for name, row in job.task_kwargs.items() if isinstance(row, int)}
    line = _log.bind(job=job.id, task=job.task_name, on=rows)
    try:
        result = await call_next()
    except Exception as error:
        line.error("job", outcome="failed", ms=_since(started), exc_info=error)
        raise
    line.info("job", outcome="done", ms=_since(started))
    return result


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * _MILLISECONDS, 1)


@app.periodic(cron=nightly(time_of_day(3, 17)))
@app.task(name="ops.tidy_sessions", queueing_lock="ops.tidy_sessions")
def tidy_sessions(timestamp: int) -> None:  # noqa: ARG001 - the queue's signature
    """Forget the sessions that have run out."""
    Session.objects.filter(expire_date__lt=now()).delete()


@app.periodic(cron=nightly(time_of_day(3, 27)))
@app.task(name="ops.tidy_jobs", queueing_lock="ops.tidy_jobs", pass_context=True)
async def tidy_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue's signature
    """Forget the jobs that succeeded a week ago or earlier; those that failed stay."""
    await context.app.job_manager.delete_old_jobs(nb_hours=_A_WEEK)
