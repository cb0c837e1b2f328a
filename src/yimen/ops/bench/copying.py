"""Fill empty tables fast: no keys and indexes while rows come in, all of them afterwards."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg
from psycopg import sql

from yimen.access.actor import Role
from yimen.ops.database import address

Connection = psycopg.Connection[tuple[object, ...]]
_INDEXES = """
select format('drop index %%I', i.relname), pg_get_indexdef(i.oid)
from pg_index x join pg_class i on i.oid = x.indexrelid
where x.indrelid = any(%s::regclass[])
  and not exists (select 1 from pg_constraint c where c.conindid = i.oid)
"""
_KEYS = """
select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
       format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
from pg_constraint where conrelid = any(%s::regclass[]) and contype = any(%s)
"""
_ROOMY = ("set maintenance_work_mem = '512MB'", "set synchronous_commit = off")


def connect() -> Connection:
    """Connect as the owner."""
    return psycopg.connect(**address(), autocommit=True)  # type: ignore[arg-type]  # libpq's words


def as_system(owner: Connection) -> None:
    """Let a connection see every row for as long as it lasts."""
    owner.execute(b"select set_config('app.role', %s, false)", [Role.SYSTEM.value])


@contextlib.contextmanager
def bare(tables: Sequence[str]) -> Iterator[None]:
    """Have tables without row policies, keys and indexes; put all back in the end, and count."""
    names = list(tables)
    with connect() as owner:
        # Unique constraints may be asked for by foreign keys, so the keys go first.
        keys = _pairs(owner, _KEYS, [names, ["f"]])
        uniques = _pairs(owner, _KEYS, [names, ["p", "u"]])
        indexes = _pairs(owner, _INDEXES, [names])
        outside = _referring(owner, names)
        for statement, _ in [*outside, *keys, *uniques, *indexes]:
            owner.execute(statement.encode())
        for name in names:
            _say(owner, "alter table {} no force row level security", name)
    yield
    _in_two(keys_first(uniques, indexes))
    _in_two([statement for _, statement in [*keys, *outside]])
    _in_two([f"vacuum (analyze) {name}" for name in names])
    with connect() as owner:
        for name in names:
            _say(owner, "alter table {} force row level security", name)


def keys_first(uniques: Sequence[tuple[str, str]], indexes: Sequence[tuple[str, str]]) -> list[str]:
    """Return what makes the indexes again, the slowest first: those of the words."""
    made = [statement for _, statement in [*uniques, *indexes]]
    return sorted(made, key=lambda statement: "gin" not in statement)


def copy(owner: Connection, columns: Mapping[str, Sequence[str]], rows: Mapping[str, str]) -> None:
    """Copy rows into their tables, in one transaction."""
    with owner.transaction(), owner.cursor() as cursor:
        for table, text in rows.items():
            names = sql.SQL(", ").join(map(sql.Identifier, columns[table]))
            into = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), names)
            with cursor.copy(into) as stream:
                stream.write(text)


def _referring(owner: Connection, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the keys of other tables that point here, as drop and make."""
    question = _KEYS.replace("conrelid = any(%s::regclass[])", "confrelid = any(%s::regclass[])")
    inside = {drop for drop, _ in _pairs(owner, _KEYS, [names, ["f"]])}
    return [pair for pair in _pairs(owner, question, [names, ["f"]]) if pair[0] not in inside]


def _pairs(owner: Connection, question: str, asked: Sequence[object]) -> list[tuple[str, str]]:
    found = owner.execute(question.encode(), asked).fetchall()
    return [(str(drop), str(make)) for drop, make in found]


def _in_two(statements: Sequence[str]) -> None:
    """Run statements on two connections at a time."""
    with ThreadPoolExecutor(2) as two:
        list(two.map(_alone, statements))


def _alone(statement: str) -> None:
    with connect() as owner:
        for wish in _ROOMY:
            owner.execute(wish.encode())
        owner.execute(statement.encode())


def _say(owner: Connection, statement: str, name: str) -> None:
    owner.execute(sql.SQL(statement).format(sql.Identifier(name)))
