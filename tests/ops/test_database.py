from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.db import ProgrammingError, connection, transaction
from procrastinate.contrib.django import app
from tests import ground

from yimen.base.later import later
from yimen.ops.migrating import pending


def ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_app_runs_as_a_role_that_owns_nothing() -> None:
    assert ask("select current_user") == "yimen_app"
    owned = "select count(*) from pg_class where relowner = 'yimen_app'::regrole"
    assert ask(owned) == 0


@pytest.mark.django_db
def test_the_app_cannot_change_the_shape_of_a_table() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("alter table auth_group add column more int")


@pytest.mark.django_db
def test_the_app_reads_and_writes_what_the_migrations_made() -> None:
    Group.objects.create(name="read and written")
    assert Group.objects.count() == 1


@pytest.mark.django_db
def test_no_migration_is_left_to_run() -> None:
    assert pending() == []


@pytest.mark.django_db(transaction=True)
def test_a_job_vanishes_with_the_transaction_that_queued_it() -> None:
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        later("ops.nothing_of_the_kind", n=1)
        assert ask("select count(*) from procrastinate_jobs") == 1
        raise ZeroDivisionError
    assert ask("select count(*) from procrastinate_jobs") == 0


@pytest.mark.django_db
def test_jobs_can_be_done_within_a_test() -> None:
    seen: list[int] = []
    app.task(name="tests.see")(_seer(seen))
    later("tests.see", n=3)
    assert ground.do_jobs() == ["tests.see"]
    assert seen == [3]
    del app.tasks["tests.see"]


def _seer(seen: list[int]) -> Callable[[int], None]:
    def see(n: int) -> None:
        seen.append(n)

    return see
