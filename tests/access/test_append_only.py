"""What nobody may change, not even we: the app's role has no right to, and a trigger refuses."""

from __future__ import annotations

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from tests.access.files import AT, a_file, a_reading

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.ops.database import address
from yimen.people.audit import note
from yimen.people.models import AdminEntry
from yimen.registry import words

pytestmark = pytest.mark.django_db
FOREVER = ["registry_entry", "registry_reading", "people_adminentry"]
CHANGES = {
    "registry_entry": "update registry_entry set kind = 'other'",
    "registry_reading": "update registry_reading set what = 'other'",
    "people_adminentry": "update people_adminentry set kind = 'other'",
}
REMOVALS = {table: f"delete from {table}" for table in FOREVER}  # noqa: S608  # our own names
LINES = {
    "registry_entry": "insert into registry_entry (petition_id, seq, kind, demands, facts, at,"
    " written_at, role, staff_id, organ_id, previous, hash)"
    " values (1, 1, 'lodged', '{}', '{}', now(), now(), 'system', 0, 0, '', '')",
    "registry_reading": "insert into registry_reading (petition_id, role, what, reason, at)"
    " values (1, 'system', 'file', '', now())",
    "people_adminentry": "insert into people_adminentry (kind, at, role, staff_id, facts)"
    " values ('signed_in', now(), 'system', 0, '{}')",
}


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def _lines() -> None:
    a_reading(a_file())
    note(AdminEntry.Kind.SIGNED_IN, by=SYSTEM, at=AT)


@pytest.mark.usefixtures("_lines")
@pytest.mark.parametrize("table", FOREVER)
@pytest.mark.parametrize("role", [Role.SYSTEM, Role.AUDIT_ADMIN])
def test_a_line_is_neither_changed_nor_removed(table: str, role: Role) -> None:
    act_as(Actor(role=role, area="/"))
    for statement in (CHANGES[table], REMOVALS[table]):
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(statement)


@pytest.mark.parametrize("table", FOREVER)
def test_even_the_owner_is_refused_by_a_trigger(table: str) -> None:
    """Row policies hide the lines from the owner too, so they are lifted to reach the trigger."""
    owner = {**address(), "dbname": str(connection.settings_dict["NAME"])}
    with psycopg.connect(**owner) as direct:  # type: ignore[arg-type]  # libpq's words
        direct.execute(f"alter table {table} no force row level security")
        direct.execute(LINES[table])
        for statement in (CHANGES[table], REMOVALS[table]):
            refused = pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only")
            with refused, direct.transaction():
                direct.execute(statement)
        direct.rollback()


@pytest.mark.usefixtures("_lines")
@pytest.mark.parametrize("verb", ["select * from", "delete from", "insert into"])
def test_nobody_reads_the_words_of_a_search_but_the_search(verb: str) -> None:
    act_as(SYSTEM)
    tail = " (petition_id, words, names) values (1, '', '')" if verb == "insert into" else ""
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(f"{verb} registry_searchwords{tail}")


@pytest.mark.usefixtures("_lines")
def test_the_search_finds_only_what_the_policy_lets_one_read() -> None:
    act_as(SYSTEM)
    assert words.find("路灯", names=False, size=5)
    assert words.find("张三", names=True, size=5)
    for role in (Role.AUDIT_ADMIN, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.STRANGER):
        act_as(Actor(role=role, area="/"))
        assert not words.find("路灯", names=True, size=5)
