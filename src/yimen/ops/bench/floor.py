"""What the machine itself can do: a bare page that reads one row, the same rows by plain SQL.

Every figure is also told as a share of its floor, so that figures of two machines compare.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from yimen.ops.bench.copying import Connection, as_system, connect
from yimen.ops.bench.driving import Drive, summed

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
_numbers = itertools.count(1)


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


def insert(clients: int, seconds: float) -> Drive:
    """Insert the rows of a filing by plain SQL, each filing in one transaction.

    Into tables of the same form that are thrown away: what is inserted here has no true record.
    """
    rows = _sample()
    samples: list[list[float]] = [[] for _ in range(clients)]
    with connect() as owner:
        for statement in _made():
            owner.execute(statement)
        began = time.perf_counter()
        threads = [
            threading.Thread(target=_insert, args=(rows, began + seconds, found))
            for found in samples
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        owner.execute(_AWAY)
    return summed([one for found in samples for one in found], 0, "", took)


def _made() -> list[sql.Composed | bytes]:
    like = sql.SQL("create table bench_floor.{0} (like public.{0} including all)")
    tables = [like.format(sql.Identifier(table)) for table in _FILED]
    return [_AWAY, b"create schema bench_floor", *tables]


def _insert(rows: list[tuple[str, dict[str, Any]]], until: float, samples: list[float]) -> None:
    with connect() as owner:
        owner.execute(b"set search_path = bench_floor")
        while time.perf_counter() < until:
            began = time.perf_counter()
            _once(owner, rows)
            samples.append(time.perf_counter() - began)


def _once(owner: Connection, rows: list[tuple[str, dict[str, Any]]]) -> None:
    new = next(_numbers)
    changed = {"petition_id": new, "demand_id": new, "number": str(new), "code_blind": str(new)}
    with owner.transaction():
        for place, (table, row) in enumerate(rows):
            mine = row | {name: value for name, value in changed.items() if name in row}
            if "id" in mine:
                mine["id"] = new * len(rows) + place if table == "registry_clock" else new
            owner.execute(_statement(table, mine), list(mine.values()))


def _statement(table: str, row: dict[str, Any]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    gaps = sql.SQL(", ").join(sql.Placeholder() for _ in row)
    return sql.SQL("insert into {} ({}) values ({})").format(sql.Identifier(table), names, gaps)


def _sample() -> list[tuple[str, dict[str, Any]]]:
    """Read the rows of a petition that was just received."""
    found: list[tuple[str, dict[str, Any]]] = []
    with connect() as owner:
        as_system(owner)
        newest = owner.execute(
            b"select max(id) from registry_petition where state = 'received' and ticket is null"
        ).fetchone()
        for table, column in _FILED.items():
            with owner.cursor(row_factory=dict_row) as cursor:
                chosen = sql.SQL("select * from {} where {} = %s")
                cursor.execute(chosen.format(sql.Identifier(table), sql.Identifier(column)), newest)
                found += [(table, _plain(row)) for row in cursor.fetchall()]
    return found


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: Jsonb(value) if isinstance(value, dict) else value for name, value in row.items()}
