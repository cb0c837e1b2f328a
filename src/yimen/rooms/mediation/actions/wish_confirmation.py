"""Wish that a court confirm the agreement; it takes both sides together."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.time import local_day
from yimen.rooms.mediation.cases import ConfirmationLapsed, case_of, require_stage, side_of
from yimen.rooms.mediation.models import Agreement, Case


@transaction.atomic
def wish_confirmation(case_id: int, *, party: int = 0, by: Actor, at: datetime) -> Agreement:
    """Note the wish of one side; with the last, the application can be printed and signed.

    Raises:
        ConfirmationLapsed: the thirty days are over. NotAtThisStage.
    """
    case = case_of(case_id, by)
    side = side_of(case, party, by)
    require_stage(case, Case.Stage.AGREED)
    agreement = case.agreement
    if agreement.confirm_by and local_day(at) > agreement.confirm_by:
        raise ConfirmationLapsed(due=agreement.confirm_by)
    with behind_walls(by):
        if side.pk not in agreement.wishes_confirmation:
            agreement.wishes_confirmation = [*agreement.wishes_confirmation, side.pk]
            agreement.save(update_fields=["wishes_confirmation"])
    return agreement
