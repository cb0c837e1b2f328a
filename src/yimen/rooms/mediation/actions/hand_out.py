"""Hand the outcome out to one of its parties, for the file of a petition."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.mediation.cases import (
    OVER,
    SomebodyKeepsIt,
    case_of,
    my_side,
    require_stage,
    somebody_keeps,
)
from yimen.rooms.mediation.models import Case


@transaction.atomic
def hand_out(case_id: int, *, by: Actor, at: datetime) -> Case:
    """Let a party take it to a file: every side that took part has agreed to that.

    Raises:
        SomebodyKeepsIt: a side has not agreed. NotAtThisStage: it is not over.
    """
    case = case_of(case_id, by)
    my_side(case, by)
    require_stage(case, *OVER)
    if somebody_keeps(case):
        raise SomebodyKeepsIt
    with behind_walls(by):
        case.told_case_at = case.told_case_at or at
        case.save(update_fields=["told_case_at"])
    return case
