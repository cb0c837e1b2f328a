"""What administrators did, and who signed in: written always, read by the audit administrator."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection

from yimen.access.actor import Actor
from yimen.people.models import AdminEntry


def note(
    kind: AdminEntry.Kind, *, by: Actor, at: datetime, **facts: int | str | list[str] | None
) -> None:
    """Add one line: what was done, by whom, and the row numbers and codes that say to whom.

    Plain SQL, because Django asks the new row back, and nobody but the auditor may read it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into people_adminentry (kind, at, role, staff_id, facts)"
            " values (%s, %s, %s, %s, %s::jsonb)",
            [kind.value, at, by.role.value, by.id, json.dumps(facts)],
        )
