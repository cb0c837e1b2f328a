"""End it: any party at any time without a reason, or the mediator where it leads nowhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.rooms.mediation.cases import (
    OPEN,
    case_of,
    my_side,
    require_mediator,
    require_stage,
)
from yimen.rooms.mediation.models import Case, Party


@transaction.atomic
def end(case_id: int, *, reason: str = "", by: Actor, at: datetime) -> Case:
    """Stop at once (art. 23, 26); nothing of it counts against anybody, and the petition goes on.

    Raises:
        NotAtThisStage: it has ended, or an agreement is in force.
    """
    case = case_of(case_id, by)
    side = my_side(case, by) if by.role is Role.VISITOR else None
    if side is None:
        require_mediator(case, by)
    require_stage(case, *OPEN)
    with behind_walls(by):
        if side:
            side.consent = Party.Consent.WITHDRAWN
            side.save(update_fields=["consent"])
        case.stage, case.ended_at = Case.Stage.ENDED, at
        case.ended_by, case.end_sealed = "party" if side else "mediator", seal_words(reason)
        case.save(update_fields=["stage", "ended_at", "ended_by", "end_sealed"])
    return case
