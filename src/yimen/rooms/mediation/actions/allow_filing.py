"""Agree that the outcome is put into a petition's file: an agreement, or that there is none."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.mediation.cases import OVER, case_of, require_stage, side_of
from yimen.rooms.mediation.models import Party


@transaction.atomic
def allow_filing(
    case_id: int,
    *,
    party: int = 0,
    allows: bool = True,
    by: Actor,
    at: datetime,  # noqa: ARG001  # every act is told when
) -> Party:
    """Agree to it, or take that back while it is not done; nothing else ever leaves the room.

    Raises:
        NotAtThisStage: it is not over.
    """
    case = case_of(case_id, by)
    side = side_of(case, party, by)
    require_stage(case, *OVER)
    with behind_walls(by):
        side.tells_case = allows
        side.save(update_fields=["tells_case"])
    return side
