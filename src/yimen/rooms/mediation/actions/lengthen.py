"""Take longer than the month: only if every party wishes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.law.clock import counted
from yimen.rooms.mediation.cases import case_of, require_stage, side_of
from yimen.rooms.mediation.models import Case


@transaction.atomic
def lengthen(case_id: int, *, party: int = 0, by: Actor, at: datetime) -> Case:  # noqa: ARG001  # every act is told when
    """Note that a party wishes more time; with the last of them, there is one more month.

    Raises:
        NotAtThisStage: nobody is being mediated.
    """
    case = case_of(case_id, by)
    side = side_of(case, party, by)
    require_stage(case, Case.Stage.TALKING)
    with behind_walls(by):
        side.wants_longer = True
        side.save(update_fields=["wants_longer"])
        if not case.is_longer and not case.parties.filter(wants_longer=False).exists():
            assert case.due_on  # noqa: S101 - begun with one
            case.is_longer, case.due_on = True, counted("mediation", case.due_on).on
            case.save(update_fields=["is_longer", "due_on"])
    return case
