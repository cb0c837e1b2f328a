"""Who read which file: written always, shown to few."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from yimen.access.actor import Actor
from yimen.access.policy import asking, where
from yimen.registry.models import Petition, Reading
from yimen.registry.models.free import words_of

(_REASON,) = words_of(Reading)
_NOTE = """
insert into registry_reading (petition_id, staff_id, organ_id, role, what, reason, at)
select p.id, nullif(%(actor)s::text, '0')::bigint, nullif(%(organ)s::text, '0')::bigint,
  %(role)s::text, %(what)s, '', %(at)s::timestamptz
from registry_petition p where {rule}
"""


def note(petition_id: int, what: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Write down that somebody read something of a petition.

    Plain SQL, because Django asks the new row back, and most who read may not see who reads.
    """
    with connection.cursor() as cursor:
        if reason and Petition.objects.filter(pk=petition_id, is_sealed=True).exists():
            reason = _REASON.shut(reason, petition_id)
        cursor.execute(
            "insert into registry_reading (petition_id, staff_id, organ_id, role, what, reason, at)"
            " values (%s, %s, %s, %s, %s, %s, %s)",
            [petition_id, by.id or None, by.organ or None, by.role.value, what, reason, at],
        )


def note_if_seen(
    petition_id: int | None,
    what: str,
    *,
    by: Actor,
    at: datetime,
    permission: str = "petition.read",
) -> bool:
    """Write the same down of a petition that is theirs to read, and say whether it is.

    Without a number it is the one that a query code opens.
    """
    one = "p.id = %(petition)s::bigint and " if petition_id else ""
    rule = f"{one}({where(by, permission)})"
    facts = {"petition": str(petition_id), "what": what, "at": at.isoformat()}
    with connection.cursor() as cursor:
        cursor.execute(_NOTE.format(rule=rule), {**asking(by), **facts})
        return bool(cursor.rowcount)
