"""Note when the parties applied to the court, and what it decided."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.mediation.cases import case_of, require_mediator, require_stage
from yimen.rooms.mediation.models import Agreement, Case

DECISIONS = ("confirmed", "rejected", "withdrawn")


@transaction.atomic
def note_confirmation(
    case_id: int,
    *,
    applied_on: date | None = None,
    decision: str = "",
    decided_on: date | None = None,
    by: Actor,
    at: datetime,  # noqa: ARG001  # every act is told when
) -> Agreement:
    """Keep what a party or the court has told."""
    case = case_of(case_id, by)
    require_mediator(case, by)
    require_stage(case, Case.Stage.AGREED)
    agreement = case.agreement
    with behind_walls(by):
        agreement.applied_on = applied_on or agreement.applied_on
        if decision in DECISIONS:
            agreement.decision, agreement.decided_on = decision, decided_on
        agreement.save(update_fields=["applied_on", "decision", "decided_on"])
    return agreement
