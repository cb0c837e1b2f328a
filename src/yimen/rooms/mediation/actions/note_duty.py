"""Note whether a promise was kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.rooms.mediation.cases import case_of, my_side, require_mediator, require_stage
from yimen.rooms.mediation.models import Case, Duty


@transaction.atomic
def note_duty(
    case_id: int, *, duty: int, kept: bool, proof: str = "", by: Actor, at: datetime
) -> Duty:
    """Say that it was done, or not; who is owed it says so, or the mediator after a visit.

    Whoever promised cannot confirm it alone.

    Raises:
        NotAtThisStage; NotFound: there is no such promise, or it is one's own.
    """
    case = case_of(case_id, by)
    require_stage(case, Case.Stage.AGREED)
    row = Duty.objects.filter(agreement__case=case, pk=duty).first()
    if row is None:
        raise NotFound
    if by.role is Role.VISITOR:
        if my_side(case, by).pk == row.party_id:
            raise NotFound
    else:
        require_mediator(case, by)
    with behind_walls(by):
        row.state = Duty.State.KEPT if kept else Duty.State.BROKEN
        row.settled_at, row.proof_sealed = at, seal_words(proof)
        row.save(update_fields=["state", "settled_at", "proof_sealed"])
    return row
