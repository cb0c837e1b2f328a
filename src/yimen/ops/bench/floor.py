"""What the machine itself can do: a bare page that reads one row, rows inserted by plain SQL.

Every figure is also told as a share of its floor, so that figures of two machines compare.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Mapping

from django.db import connection
from django.http import HttpRequest, HttpResponse
from psycopg import sql
from psycopg.rows import dict_row

from yimen.ops.bench.copying import Connection, as_system, connect
from yimen.ops.bench.driving import Drive, Seen, summed

PATH = "/bench/row"
#: The tables that a filing writes, with the column that names the petition.
_FILED = {
    "registry_petition": "id",
    "registry_demand": "petition_id",
    "registry_party": "petition_id",
    "registry_clock": "petition_id",
    "registry_entry": "petition_id",
    "registry_searchwords": "petition_id",
}
_AWAY = b"drop schema if exists bench_floor cascade"
_PLAIN = b"create table bench_floor.plain (id bigint primary key, said text)"
_TWO = "insert into bench_floor.plain values (2 * $1, 'one'), (2 * $1 + 1, 'two')"
_PREPARED = b"set plan_cache_mode = force_generic_plan; prepare rows (bigint) as "
_COLUMNS = b"""
select column_name from information_schema.columns
where table_schema = 'public' and table_name = %s order by ordinal_position
"""


class Floor:
    """Answers one address before all others: one row, no session, nobody who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a row, or hand the request on."""
        if request.path != PATH:
            return self._get_response(request)
        with connection.cursor() as cursor:
            cursor.execute("select name from people_organ where id = 1")
            row = cursor.fetchone()
        return HttpResponse(f"{row}\n", content_type="text/plain")


def two_rows(clients: int, seconds: float) -> Drive:
    """Insert two short rows at a time, each time in a transaction of its own."""
    return _inserted(sql.SQL(_TWO), clients, seconds)


def filing_rows(clients: int, seconds: float) -> Drive:
    """Insert the rows of a filing by one statement, each time in a transaction of its own.

    Into tables of the same form that are thrown away: what is inserted here has no true record.
    """
    *first, last = _sample()
    named = [
        sql.SQL("{} as ({})").format(sql.Identifier(f"row{place}"), one)
        for place, one in enumerate(first)
    ]
    together = sql.SQL("with {} {}").format(sql.SQL(", ").join(named), last)
    return _inserted(together, clients, seconds)


def _inserted(statement: sql.Composable, clients: int, seconds: float) -> Drive:
    """Run a prepared statement again and again, with a new number each time."""
    like = sql.SQL("create table bench_floor.{0} (like public.{0} including all)")
    tables = [like.format(sql.Identifier(table)) for table in _FILED]
    seen, numbers = Seen(), itertools.count(1)
    with connect() as owner:
        for step in (_AWAY, b"create schema bench_floor", _PLAIN):
            owner.execute(step)
        for table in tables:
            owner.execute(table)
        text = statement.as_bytes(owner)
        until = time.perf_counter() + seconds
        threads = [
            threading.Thread(target=_again, args=(text, numbers, until, seen))
            for _ in range(clients)
        ]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        owner.execute(_AWAY)
    return summed(seen, took)


def _again(statement: bytes, numbers: Iterator[int], until: float, seen: Seen) -> None:
    with connect() as owner:
        owner.execute(_PREPARED + statement)
        while time.perf_counter() < until:
            began = time.perf_counter()
            owner.execute(b"execute rows (%d)" % next(numbers))
            seen.samples.append(time.perf_counter() - began)


def _insert(table: str, place: int, row: Mapping[str, str | None]) -> sql.Composed:
    """Write the insertion of a row that was read; its numbers become those of a new petition."""
    new = sql.SQL("$1")
    own = sql.SQL("$1 * 100 + {}").format(sql.Literal(place))
    mine: dict[str, sql.Composable] = {
        "id": own if "petition_id" in row else new,
        "petition_id": new,
        "demand_id": new,
        "number": sql.SQL("$1::text"),
        "code_blind": sql.SQL("$1::text"),
    }
    values = [mine.get(name, sql.Literal(value)) for name, value in row.items()]
    return sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier("bench_floor", table),
        sql.SQL(", ").join(map(sql.Identifier, row)),
        sql.SQL(", ").join(values),
    )


def _sample() -> list[sql.Composed]:
    """Write the insertions of all rows of a petition that was just received."""
    with connect() as owner:
        as_system(owner)
        newest = owner.execute(
            b"select max(id) from registry_petition where state = 'received' and ticket is null"
        ).fetchone()
        return [
            _insert(table, place, row)
            for table, column in _FILED.items()
            for place, row in enumerate(_rows(owner, table, column, newest))
        ]


def _rows(
    owner: Connection, table: str, column: str, petition: tuple[object, ...] | None
) -> list[dict[str, str | None]]:
    """Read the rows of a petition, every value as its text."""
    names = [name for (name,) in owner.execute(_COLUMNS, [table]).fetchall()]
    texts = sql.SQL(", ").join(sql.SQL("{0}::text").format(sql.Identifier(str(n))) for n in names)
    chosen = sql.SQL("select {} from {} where {} = %s")
    with owner.cursor(row_factory=dict_row) as cursor:
        cursor.execute(
            chosen.format(texts, sql.Identifier(table), sql.Identifier(column)), petition
        )
        return cursor.fetchall()
