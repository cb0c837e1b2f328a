from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from psycopg.conninfo import make_conninfo

from yimen.base.later import later
from yimen.base.time import local_midnight, now
from yimen.ops.database import address

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def worker(transactional_db: None) -> Iterator[subprocess.Popen[str]]:  # noqa: ARG001 - its tables
    where = {**address(), "dbname": connection.settings_dict["NAME"]}
    started = subprocess.Popen(
        [sys.executable, "-m", "yimen.ops.cli", "worker", "--concurrency", "1"],
        env={
            **os.environ,
            "DATABASE_URL": make_conninfo(**where),
            "DJANGO_SETTINGS_MODULE": "yimen.ops.settings",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield started
    started.kill()
    started.communicate()


def states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select status::text from procrastinate_jobs where task_name = 'ops.tidy_sessions'"
            " order by id"
        )
        return [state for (state,) in cursor.fetchall()]


def wait_until_done(seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while set(states()) - {"succeeded", "failed"} and time.monotonic() < until:
        time.sleep(0.1)


def test_the_worker_does_jobs_as_the_role_of_the_app_and_stops_when_asked(
    worker: subprocess.Popen[str],
) -> None:
    at = now()
    Session.objects.create(
        session_key="old", session_data="", expire_date=local_midnight(at.date())
    )
    later("ops.tidy_sessions", timestamp=0)
    wait_until_done()
    assert states() == ["succeeded"]
    assert not Session.objects.exists()
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) > 0  # pages come first
    worker.terminate()
    assert worker.wait(timeout=20) == 0


def test_a_job_whose_worker_was_killed_is_done_by_the_next_one(
    request: pytest.FixtureRequest,
) -> None:
    later("ops.tidy_sessions", timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing', worker_id = null")
    request.getfixturevalue("worker")
    wait_until_done()
    assert states() == ["succeeded"]


def test_a_job_that_fails_is_logged_without_what_it_said(worker: subprocess.Popen[str]) -> None:
    later("ops.tidy_sessions", surprise="440304197001010017")
    wait_until_done()
    worker.terminate()
    said, _ = worker.communicate(timeout=20)
    assert states() == ["failed"]
    assert '"error": "builtins.TypeError"' in said
    assert "got an unexpected keyword" not in said
    assert "440304197001010017" not in said


def test_draining_the_queue_does_what_waits_and_returns() -> None:
    later("ops.tidy_sessions", timestamp=0)
    environment = {
        **os.environ,
        "DATABASE_URL": make_conninfo(**{**address(), "dbname": connection.settings_dict["NAME"]}),
        "DJANGO_SETTINGS_MODULE": "yimen.ops.settings",
    }
    code = "import django; django.setup(); from yimen.ops.worker import drain; drain()"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=30)
    assert states() == ["succeeded"]
