"""Bring an agreement into force: every party has signed, the mediator signs and seals."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.law.clock import counted
from yimen.rooms.mediation.cases import (
    SignaturesMissing,
    case_of,
    require_mediator,
    require_stage,
)
from yimen.rooms.mediation.models import Agreement, Case


@transaction.atomic
def bring_into_force(case_id: int, *, by: Actor, at: datetime) -> Agreement:
    """Seal it (art. 29); from today both sides may ask a court together to confirm it (M2).

    An oral agreement is in force from the agreeing, and needs the mediator's note alone.

    Raises:
        SignaturesMissing, NotAtThisStage.
    """
    case = case_of(case_id, by)
    require_mediator(case, by)
    require_stage(case, Case.Stage.TALKING)
    agreement = Agreement.objects.filter(case=case).first()
    if agreement is None:
        raise NotFound
    signed = agreement.signatures.count()
    if agreement.form == Agreement.Form.WRITTEN and signed < case.parties.count():
        raise SignaturesMissing
    with behind_walls(by):
        agreement.sealed_by_id, agreement.in_force_on = by.id or None, local_day(at)
        agreement.confirm_by = counted("judicial_confirmation", local_day(at)).on
        agreement.save()
        case.stage, case.ended_at = Case.Stage.AGREED, at
        case.save(update_fields=["stage", "ended_at"])
    return agreement
