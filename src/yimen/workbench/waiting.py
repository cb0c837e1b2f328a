"""What can wait on a desk beside its lists, and for whom: what there is not is not asked for."""

from __future__ import annotations

from datetime import datetime

from yimen.access.actor import Actor, Role
from yimen.access.policy import ever, may
from yimen.casework.queries import hearing, missed, sending, served
from yimen.casework.queries.beside import there_is
from yimen.rooms.heart import late
from yimen.rooms.joint import queries as joint

ASSISTANCE, MISSED, LATE, LETTERS = "assistance", "missed", "late", "letters"
HEARINGS = "hearings"


def waiting(actor: Actor, at: datetime) -> frozenset[str]:
    """Return what of all that a desk shows beside its lists is there today."""
    conditions = {ASSISTANCE: sending.WAITS, **joint.WAITS}
    if ever(actor, "reply.serve"):
        conditions[LETTERS] = served.WAITS
    if ever(actor, "demand.hear"):
        conditions[HEARINGS] = hearing.WAITS
    if may(actor, "sealed.watch"):
        conditions[MISSED] = missed.WAITS
    if actor.role is Role.SUPERVISOR:
        conditions[LATE] = late.WAITS
    return there_is(actor, conditions, at=at)
