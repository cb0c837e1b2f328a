"""Pass on an advice that a dissolved organ, or a dissolved bureau, leaves to its successor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.supervision.advices import at_work, heirs_of
from yimen.supervision.models import Advice, Round


@transaction.atomic
def pass_on(advice: int, *, by: Actor, at: datetime) -> bool:
    """Let the successor owe the answer, or look at it; say whether it could (art. 24).

    Nothing starts anew. What nobody has received has come on this day to a successor that works
    here. Where the successor is the other side, or would have to hold itself accountable, it stays
    where it is: the bureau sees that, and enters what becomes of it.
    """
    require(by, "advice.watch")
    act_as(by)
    on = local_day(at)
    found = Advice.objects.select_for_update(of=("self",)).exclude(state=Advice.State.CLOSED)
    row = found.select_related("bureau", "organ", "concerned").filter(pk=advice).first()
    if row is None:
        return False
    sides = heirs_of(row, on)
    if sides is None:
        return False
    row.organ, row.bureau = sides
    row.save(update_fields=["organ", "bureau"])
    if row.organ_id in at_work({row.organ_id}, on):
        Round.objects.filter(advice=row, since_on=None, answered_at=None).update(since_on=on)
    return True
