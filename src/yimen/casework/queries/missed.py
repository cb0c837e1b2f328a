"""Limits that were missed in sealed files, for the organ above: the number and the limit only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from yimen.access.actor import Actor
from yimen.access.policy import may
from yimen.access.rls import act_as

#: Whether there is any, for whoever may hear of them.
WAITS = "exists (select from missed_under_seal())"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedUnderSeal:
    """One missed limit, in a file that whoever supervises does not see."""

    number: str
    limit: str
    due_on: date


def missed_under_seal(actor: Actor) -> list[MissedUnderSeal]:
    """Return what the actor's organ must look after, without reading it, until it is done.

    An organ that the file accuses hears of nothing, whatever stands below it.
    """
    if not may(actor, "sealed.watch"):
        return []
    act_as(actor)
    with connection.cursor() as cursor:
        cursor.execute('select number, "limit", due_on from missed_under_seal()')
        return [MissedUnderSeal(number=row[0], limit=row[1], due_on=row[2]) for row in cursor]
