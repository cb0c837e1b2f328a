"""Every table of a room or a watcher has a wall, and PostgreSQL keeps it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from yimen.access.actor import Role
from yimen.access.rooms import WALLS
from yimen.access.scopes import EVERYWHERE
from yimen.access.walls import VERBS, Wall, statements, where

OF_ROOMS = {
    model._meta.db_table
    for config in apps.get_app_configs()
    if config.name.startswith(("yimen.rooms.", "yimen.supervision"))
    for model in config.get_models()
}
#: Below the rooms, and behind walls of their own: what is told to people by telephone, and what
#: offices write to each other.
BELOW = {"people_notice", "documents_officeletter"}


def test_every_table_of_a_room_has_a_wall_and_every_wall_a_table() -> None:
    assert set(WALLS) == OF_ROOMS | BELOW


@pytest.mark.django_db
def test_postgresql_keeps_every_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relrowsecurity and relforcerowsecurity"
            " and relkind = 'r'"
        )
        locked = {name for (name,) in cursor.fetchall()}
        cursor.execute("select tablename, policyname from pg_policies")
        kept = set(cursor.fetchall())
    assert locked >= set(WALLS)
    assert kept >= {(table, verb) for table in WALLS for verb in VERBS}


def test_who_is_not_named_stands_outside() -> None:
    made = [*statements({"a_table": Wall(see={Role.LAWYER: EVERYWHERE})})]
    (see,) = (one for one in made if one.startswith("create policy see"))
    (remove,) = (one for one in made if one.startswith("create policy remove"))
    assert "in ('lawyer') then (true) else false end)" in see
    assert "using (false)" in remove


def test_a_row_that_follows_another_is_seen_only_with_it() -> None:
    wall = Wall(see={Role.LAWYER: EVERYWHERE}, follows=("hall", "hall_id"))
    (policy,) = (one for one in statements({"a_table": wall}) if "for select" in one)
    assert "from hall p where p.id = a_table.hall_id" in policy


def test_a_rule_takes_plain_words_only() -> None:
    with pytest.raises(ValueError, match="not a plain word"):
        where("kind", "x' or true")
