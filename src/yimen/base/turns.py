"""One at a time: what two people do in the same second, PostgreSQL lets them do in turn."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet


def in_turn(what: str, of: object = "") -> None:
    """Wait until nobody else does this with the same thing; it is held to the transaction's end."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what} {of}"])


def beside_others(what: str, of: object = "") -> None:
    """Keep out whoever takes a turn at this thing, and nobody who is at it as we are."""
    with connection.cursor() as cursor:
        key = f"{what} {of}"
        cursor.execute("select pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [key])


def next_number(rows: QuerySet[Any], mark: str, year: int, *, of: int) -> str:
    """Return the next number of a year, such as （2026）一人调字第3号, once these rows are counted.

    `of` is whose numbers they are: nobody else gets one of theirs in the same second.
    """
    in_turn(f"number {mark}", of)
    return f"（{year}）{mark}第{rows.count() + 1}号"
