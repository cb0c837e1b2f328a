"""What needs no browser: import, verification, the sweep over the clocks, letters, the disk."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from random import Random

from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.casework.queries.lapsed import lapsed
from yimen.law.clock import days_late
from yimen.ops.bench import texts
from yimen.ops.bench.parts import worker
from yimen.ops.bench.rows import do, one
from yimen.ops.bulk.fields import heading
from yimen.ops.bulk.importing import Wishes, take_in
from yimen.ops.progress import silent
from yimen.registry import verifying
from yimen.registry.clocks import is_duty
from yimen.registry.models import Clock

_COLUMNS = ("external_number", "received_at", "channel", "title", "request", "facts", "name")
_PATIENCE = 60.0
_LOOK = 0.1
_CHUNK = 5_000
_DONE = "select count(*) from procrastinate_jobs where task_name = 'documents.issue' and status = "


def import_rows(folder: Path, rows: int) -> dict[str, float]:
    """Take in a table of so many rows, as `yimen import` does."""
    table, at = folder / "rows.csv", now()
    run = f"{at:%H%M%S%f}"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([heading(name).zh for name in _COLUMNS])
        for row in range(rows):
            told = texts.story(Random(row))  # noqa: S311 - invented data, not a secret
            words = (told.title, told.request, told.facts, told.name)
            writer.writerow([f"{run}-{row}", f"{at:%Y-%m-%d} 00:01", "来信", *words])
    began = time.perf_counter()
    report = take_in(Wishes(file=table, source=f"bench {run}"), at, silent)
    took = time.perf_counter() - began
    return {"rows": report.imported, "refused": report.bad, "per_second": report.imported / took}


def verify(seconds: float) -> dict[str, float]:
    """Verify petitions for so many seconds."""
    counted = 0

    def done(number: int) -> None:
        nonlocal counted
        counted += number
        if time.perf_counter() - began > seconds:
            raise _EnoughError

    began, differences = time.perf_counter(), 0
    try:
        with transaction.atomic():
            for _ in verifying.verify(done):
                differences += 1
    except _EnoughError:
        pass
    took = time.perf_counter() - began
    return {"petitions": counted, "differences": differences, "per_second": counted / took}


def sweep() -> dict[str, float]:
    """Look at every clock that runs: how many duties are late; then ask what has lapsed."""
    on, late, clocks = local_day(now()), 0, 0
    began = time.perf_counter()
    with transaction.atomic():
        act_as(SYSTEM)
        running = Clock.objects.filter(stopped_on=None).order_by().values_list("limit", "due_on")
        for limit, due_on in running.iterator(_CHUNK):
            clocks += 1
            late += days_late(due_on, on) > 0 and is_duty(limit)
    took = time.perf_counter() - began
    began = time.perf_counter()
    with transaction.atomic():
        over = len(lapsed(now()))
    return {
        "clocks": clocks,
        "late": late,
        "seconds": took,
        "seconds_per_million": took * 1_000_000 / max(clocks, 1),
        "lapsed": over,
        "lapsed_seconds": time.perf_counter() - began,
    }


def letters(folder: Path, seconds: float) -> tuple[dict[str, float], dict[str, float]]:
    """Let the worker print what is queued, for so many seconds; return its pace and its memory."""
    queued = one(f"{_DONE}'todo'")
    before = one(f"{_DONE}'succeeded'")
    with worker(folder) as part:
        until = time.perf_counter() + _PATIENCE
        while (first := one(f"{_DONE}'succeeded'")) == before and time.perf_counter() < until:
            time.sleep(_LOOK)
        began, printed = time.perf_counter(), first
        while time.perf_counter() - began < seconds and printed - before < queued:
            time.sleep(_LOOK)
            printed = one(f"{_DONE}'succeeded'")
        took = time.perf_counter() - began
        memory = part.memory()
    found = [file.stat().st_size for file in (folder / "files").rglob("*") if file.is_file()]
    return {
        "queued": queued,
        "printed": printed - before,
        "failed": one(f"{_DONE}'failed'"),
        "per_second": (printed - first) / max(took, _LOOK),
        "kilobytes_each": sum(found) / 1024 / max(len(found), 1),
    }, memory


def disk(size: int) -> dict[str, float]:
    """Return what a petition takes in the database, tables and indexes together."""
    petitions = one("select count(*) from registry_petition")
    parts = {
        "record": "registry_entry",
        "search words": "registry_searchwords",
        "clocks": "registry_clock",
        "covers": "registry_petition",
        "demands": "registry_demand",
    }
    return {
        "petitions": petitions,
        "loaded": size,
        "kilobytes": one("select pg_database_size(current_database())") / 1024 / petitions,
        **{
            name: one(f"select pg_total_relation_size('{table}')") / 1024 / petitions
            for name, table in parts.items()
        },
    }


def tidy() -> None:
    """Forget the jobs and sessions of an earlier run."""
    do("delete from procrastinate_events")
    do("delete from procrastinate_jobs")
    do("delete from django_session")


class _EnoughError(Exception):
    """The time is up."""
