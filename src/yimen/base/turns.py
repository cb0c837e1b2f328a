"""One at a time: what two people do in the same second, PostgreSQL lets them do in turn."""

from __future__ import annotations

from django.db import connection


def in_turn(what: str, of: object = "") -> None:
    """Wait until nobody else does this with the same thing; it is held to the transaction's end."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what} {of}"])
