"""Who read which file: written always, shown to few."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from yimen.access.actor import Actor


def note(petition_id: int, what: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Write down that somebody read something of a petition.

    Plain SQL, because Django asks the new row back, and most who read may not see who reads.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into registry_reading (petition_id, staff_id, organ_id, role, what, reason, at)"
            " values (%s, %s, %s, %s, %s, %s, %s)",
            [petition_id, by.id or None, by.organ or None, by.role.value, what, reason, at],
        )
