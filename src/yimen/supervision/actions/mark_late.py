"""Mark an advice whose answer is late."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.supervision.advices import is_due_before
from yimen.supervision.models import Round


@transaction.atomic
def mark_late(turn: int, *, by: Actor, at: datetime) -> bool:
    """Mark it once the last day has passed, and say whether it was marked now.

    The number of days is our own, so nothing is called a breach of the law by it alone (B45-3 says
    what ignoring an advice is): both sides see that the answer is late, and since when.
    """
    require(by, "advice.watch")
    act_as(by)
    row = Round.objects.select_for_update().filter(pk=turn, answered_at=None, late_at=None).first()
    if row is None or not is_due_before(row, local_day(at)):
        return False
    row.late_at = at
    row.save(update_fields=["late_at"])
    return True
