"""What PostgreSQL is told ends with the transaction, on a connection that others use next."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import connection, transaction
from tests.access.files import a_file

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.registry.models import Petition

pytestmark = pytest.mark.django_db(transaction=True)
SETTINGS = ("role", "actor", "organ", "area", "code")


def told() -> dict[str, str]:
    with connection.cursor() as cursor:
        wanted = ", ".join(f"current_setting('app.{name}', true)" for name in SETTINGS)
        cursor.execute(f"select {wanted}")
        return {name: value or "" for name, value in zip(SETTINGS, cursor.fetchone(), strict=True)}


@pytest.fixture
def _file() -> None:
    with transaction.atomic():
        a_file(area="/ym/")


@pytest.mark.usefixtures("_file")
@pytest.mark.parametrize("actor", [SYSTEM, Actor(role=Role.SCREENER, area="/")])
def test_the_lock_closes_when_the_transaction_ends(actor: Actor) -> None:
    with transaction.atomic():
        act_as(actor)
        assert Petition.objects.count() == 1
    assert Petition.objects.count() == 0
    assert not any(told().values())


@pytest.mark.usefixtures("_file")
def test_the_lock_closes_when_the_transaction_is_undone() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        act_as(SYSTEM)
        raise ZeroDivisionError
    assert Petition.objects.count() == 0


@pytest.mark.usefixtures("_file")
def test_an_area_left_behind_as_nothing_opens_nothing() -> None:
    """After a transaction the setting reads as '', and everything starts with ''."""
    with transaction.atomic():
        act_as(Actor(role=Role.SCREENER, area="/"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.role', 'screener', true)")
        assert Petition.objects.count() == 0


@pytest.mark.usefixtures("_file")
def test_an_inner_block_that_fails_gives_the_rights_back() -> None:
    with transaction.atomic():
        act_as(Actor(role=Role.AUDIT_ADMIN))
        with suppress(ZeroDivisionError), transaction.atomic():
            act_as(SYSTEM)
            raise ZeroDivisionError
        assert Petition.objects.count() == 0
