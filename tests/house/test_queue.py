"""Every name that is queued is a task, and a task bears the name by which it is queued."""

from __future__ import annotations

import ast
from datetime import datetime
from pathlib import Path

import pytest
from django.db import OperationalError
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from yimen.base.time import LOCAL, now
from yimen.ops import worker

SOURCE = Path(worker.__file__).parents[1]


def queued() -> dict[str, str]:
    """Find the names given to `later`, with the places that give them."""
    return {
        node.args[0].value: f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file in SOURCE.glob("**/*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "later"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_name_that_is_queued_is_a_task() -> None:
    missing = {name: where for name, where in queued().items() if name not in app.tasks}
    assert not missing


#: What no night may be waited for: words that must be under seal are put there within minutes, an
#: empty window is freed; and a reminder wakes nobody.
BY_DAY_TOO = {"casework.seal_the_lane", "hall.free_windows", "hall.remind"}


def test_what_runs_at_night_runs_at_night_here() -> None:
    """The queue counts in UTC, eight hours behind the office."""
    tasks = app.periodic_registry.periodic_tasks.values()
    assert {one.task.name for one in tasks} > BY_DAY_TOO
    for one in tasks:
        if one.task.name in BY_DAY_TOO:
            continue
        ticks = one.croniter.get_next(ret_type=float, start_time=now().timestamp())
        assert datetime.fromtimestamp(ticks, tz=LOCAL).hour < 4, one.task.name


@pytest.mark.parametrize("name", ["documents.issue", "casework.tell_extension"])
def test_what_a_petitioner_waits_for_is_tried_again_when_the_database_was_away(name: str) -> None:
    job = Job(id=1, queue="", lock=None, queueing_lock=None, task_name=name, attempts=0)
    retry = app.tasks[name].get_retry_exception
    assert retry(exception=OperationalError(), job=job)
    assert not retry(exception=KeyError(), job=job)


def test_every_task_is_queued_by_somebody_or_runs_by_the_clock() -> None:
    by_the_clock = {
        periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()
    }
    ours = {name for name in app.tasks if not name.startswith(("builtin:", "procrastinate."))}
    assert ours <= set(queued()) | by_the_clock
