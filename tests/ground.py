"""The database under the tests: migrated once into a template, copied for each run of tests.

The owner makes it; the tests themselves run as the app's role, so that grants and row-level
security bind them as they bind the app.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate  # noqa: TID251  # a flush tells of itself so only
from procrastinate.contrib.django import app
from psycopg import sql

from yimen.base.time import now
from yimen.norms.actions.plant import plant
from yimen.ops.at_hand import server_at_hand
from yimen.ops.database import APP_ROLE, address, as_app
from yimen.ops.migrating import migrate
from yimen.ops.shape import shape

_TEMPLATE = "yimen_test_"
_COPY = "yimen_try_"
_ONE_AT_A_TIME = 71_202_501


@contextlib.contextmanager
def database(worker: str) -> Iterator[str]:
    """Have a fresh test database for as long as this lasts, and connect Django to it."""
    name = f"{_COPY}{os.getpid()}_{worker}"
    with server_at_hand(), _owner() as owner:
        owner.execute("select pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        _drop_left_behind(owner)
        template = _template(owner)
        _do(owner, "create database {} template {}", name, template)
        owner.execute("select pg_advisory_unlock(%s)", [_ONE_AT_A_TIME])
        with _django_on(name, as_owner=False):
            post_migrate.connect(_plant_again, sender=apps.get_app_config("norms"))
            try:
                yield name
            finally:
                post_migrate.disconnect(_plant_again, sender=apps.get_app_config("norms"))
                connection.close()
                # The server's own cleaner may be at it, which only its root may stop; whatever
                # stays is dropped before the next run.
                with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
                    _do(owner, "drop database if exists {} with (force)", name)


def do_jobs() -> list[str]:
    """Do the queued jobs here and now, and the jobs that they queue; name those that were done.

    Each runs as the worker would run it, but on the test's own connection.
    """
    done: list[str] = []
    while job := _next_job():
        number, task, what = job
        app.tasks[task](**what)
        with connection.cursor() as cursor:
            cursor.execute(
                "update procrastinate_jobs set status = 'succeeded' where id = %s", [number]
            )
        done.append(task)
    return done


def _next_job() -> tuple[int, str, dict[str, Any]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'doing' where id = (select id"
            " from procrastinate_jobs where status = 'todo' and scheduled_at is null"
            " order by priority desc, id limit 1) returning id, task_name, args"
        )
        row = cursor.fetchone()
    return (
        (row[0], row[1], json.loads(row[2]) if isinstance(row[2], str) else row[2]) if row else None
    )


def empty_queue() -> None:
    """Forget every queued job: Django's flush leaves the tables that it does not manage."""
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_events")
        cursor.execute("delete from procrastinate_jobs")


def await_quiet() -> None:
    """Wait until nobody else is in the midst of something here, ten seconds at most."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_stat_activity where datname = current_database()"
                " and pid <> pg_backend_pid() and state <> 'idle'"
                " and backend_type = 'client backend'"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)


def _plant_again(**_: object) -> None:
    """Bring back the library that every migrated database begins with: Django's flush takes it."""
    plant(now())


def _owner() -> psycopg.Connection:
    return psycopg.connect(**address(), autocommit=True)  # type: ignore[arg-type]  # libpq's words


def _template(owner: psycopg.Connection) -> str:
    name = f"{_TEMPLATE}{shape()}"
    if owner.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        return name
    half = f"{name}_half"
    _do(owner, "drop database if exists {} with (force)", half)
    _do(owner, "create database {} template template0", half)
    with _django_on(half, as_owner=True):
        migrate()
        with connection.cursor() as cursor:
            cursor.execute(f"grant truncate on all tables in schema public to {APP_ROLE}")
    _do(owner, "alter database {} rename to {}", half, name)
    return name


@contextlib.contextmanager
def _django_on(name: str, *, as_owner: bool) -> Iterator[None]:
    settings = connection.settings_dict
    before, options = settings["NAME"], settings["OPTIONS"]
    connection.close()
    settings["NAME"] = name
    settings["OPTIONS"] = {**options, "options": "" if as_owner else as_app()}
    try:
        yield
    finally:
        connection.close()
        settings["NAME"], settings["OPTIONS"] = before, options


def _drop_left_behind(owner: psycopg.Connection) -> None:
    """Drop what a killed run left, and the templates of other shapes of the tables."""
    rows = owner.execute("select datname from pg_database where datname like 'yimen\\_t%'")
    for (name,) in rows.fetchall():
        if name.startswith(_COPY):
            pid = name.removeprefix(_COPY).split("_")[0]
            if Path("/proc", pid).exists():
                continue
        elif name == f"{_TEMPLATE}{shape()}":
            continue
        with contextlib.suppress(psycopg.errors.ObjectInUse):
            _do(owner, "drop database if exists {}", name)


def _do(owner: psycopg.Connection, statement: LiteralString, *names: str) -> None:
    owner.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))
