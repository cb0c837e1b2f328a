"""Fill empty tables fast: no keys and indexes while rows come in, all of them afterwards.

Rows are copied frozen, in the transaction that emptied their tables: nothing has to look at them
again, so a vacuum is not needed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue

import psycopg
from psycopg import sql

from yimen.access.actor import Role
from yimen.ops.database import address

Connection = psycopg.Connection[tuple[object, ...]]
Texts = Mapping[str, bytes]
#: Each index with what drops it, what makes it again, and what makes it a constraint again.
_INDEXES = """
select case when c.oid is null then format('drop index %%I', i.relname)
            else format('alter table %%s drop constraint %%I', x.indrelid::regclass, c.conname) end,
       pg_get_indexdef(i.oid),
       case when c.oid is not null then
            format('alter table %%s add constraint %%I %%s using index %%I', x.indrelid::regclass,
                   c.conname, case c.contype when 'p' then 'primary key' else 'unique' end,
                   i.relname) end,
       x.indrelid::regclass::text, am.amname
from pg_index x join pg_class i on i.oid = x.indexrelid join pg_am am on am.oid = i.relam
left join pg_constraint c on c.conindid = i.oid and c.contype in ('p', 'u')
where x.indrelid = any(%s::regclass[])
"""
_KEYS = """
select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
       format('alter table %%s add constraint %%I %%s not valid', conrelid::regclass, conname,
              pg_get_constraintdef(oid)),
       format('alter table %%s validate constraint %%I', conrelid::regclass, conname),
       conrelid::regclass::text
from pg_constraint
where contype = 'f' and (conrelid = any(%s::regclass[]) or confrelid = any(%s::regclass[]))
"""
_ROOMY = ("set maintenance_work_mem = '512MB'", "set synchronous_commit = off")
#: Words take so many times as long to index as numbers do, byte for byte.
_SLOW = {"gin": 8}


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
        keys = owner.execute(_KEYS.encode(), [names, names]).fetchall()
        indexes = owner.execute(_INDEXES.encode(), [names]).fetchall()
        # A unique constraint may be asked for by a foreign key, so the keys go first.
        for drop, *_ in [*keys, *indexes]:
            owner.execute(str(drop).encode())
        for name in names:
            _say(owner, "alter table {} no force row level security", name)
        yield
        sizes = {name: _size(owner, name) for name in names}
        made = [
            (sizes[str(table)] * _SLOW.get(str(kind), 1), str(make))
            for _, make, _, table, kind in indexes
        ]
        _in_two([*made, *((sizes[name], f"analyze {name}") for name in names)])
        for statement in [constrain for _, _, constrain, _, _ in indexes if constrain]:
            owner.execute(str(statement).encode())
        for _, make, _, _ in keys:
            owner.execute(str(make).encode())
        _in_two([(sizes.get(str(table), 0), str(prove)) for _, _, prove, table in keys])
        for name in names:
            _say(owner, "alter table {} force row level security", name)


@contextlib.contextmanager
def pouring(
    columns: Mapping[str, Sequence[str]], lanes: Sequence[Collection[str]]
) -> Iterator[Callable[[Texts], None]]:
    """Copy rows into their tables, the tables of each lane on a connection of their own.

    While one text is copied the next may be brought; all is committed in the end.
    """
    with contextlib.ExitStack() as open_:
        poured = [open_.enter_context(_lane(columns, lane)) for lane in lanes]
        under_way: list[Future[None]] = []

        def pour(texts: Texts) -> None:
            for one in under_way:
                one.result()
            under_way[:] = [copy(texts) for copy in poured]

        yield pour
        for one in under_way:
            one.result()


@contextlib.contextmanager
def _lane(
    columns: Mapping[str, Sequence[str]], tables: Collection[str]
) -> Iterator[Callable[[Texts], Future[None]]]:
    intos = {table: _into(table, columns[table]) for table in tables}
    with connect() as owner, ThreadPoolExecutor(1) as hand, owner.transaction():
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        owner.execute(sql.SQL("truncate {}").format(names))

        def copy(texts: Texts) -> None:
            for table, into in intos.items():
                if table in texts:
                    with owner.cursor() as cursor, cursor.copy(into) as stream:
                        stream.write(texts[table])

        yield lambda texts: hand.submit(copy, texts)


def _into(table: str, columns: Sequence[str]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("copy {} ({}) from stdin (freeze)").format(sql.Identifier(table), names)


def _in_two(statements: Sequence[tuple[int, str]]) -> None:
    """Run statements on two connections, those that take longest first."""
    waiting: SimpleQueue[str] = SimpleQueue()
    for _, statement in sorted(statements, key=lambda one: one[0], reverse=True):
        waiting.put(statement)

    def work(_: int) -> None:
        with connect() as owner, contextlib.suppress(Empty):
            for wish in _ROOMY:
                owner.execute(wish.encode())
            while True:
                owner.execute(waiting.get_nowait().encode())

    with ThreadPoolExecutor(2) as two:
        list(two.map(work, range(2)))


def _size(owner: Connection, name: str) -> int:
    row = owner.execute(b"select pg_table_size(%s::regclass)", [name]).fetchone()
    return int(str(row[0])) if row else 0


def _say(owner: Connection, statement: str, name: str) -> None:
    owner.execute(sql.SQL(statement).format(sql.Identifier(name)))
