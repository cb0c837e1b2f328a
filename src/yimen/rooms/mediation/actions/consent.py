"""Say whether one wishes to be mediated, and by whom."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.rooms.mediation.cases import (
    ReadRightsFirst,
    case_of,
    on_roster,
    require_stage,
    side_of,
)
from yimen.rooms.mediation.models import Case, Party


@transaction.atomic
def consent(
    case_id: int,
    *,
    party: int = 0,
    wishes: bool,
    has_read: bool = False,
    mediator: int = 0,
    by: Actor,
    at: datetime,
) -> Party:
    """Agree, or clearly refuse: after one refusal nobody is mediated (art. 17).

    At a counter a mediator writes it down for a party who signs on paper. `mediator` is whom the
    party wishes (art. 19); 0 leaves it to the committee.

    Raises:
        ReadRightsFirst: nobody agrees without the notice of rights. NotOnTheRoster. NotAtThisStage.
    """
    case = case_of(case_id, by)
    side = side_of(case, party, by)
    require_stage(case, Case.Stage.ASKED)
    if wishes and not has_read:
        raise ReadRightsFirst
    if mediator:
        on_roster(case.committee, [mediator])
    with behind_walls(by):
        side.consent = Party.Consent.GIVEN if wishes else Party.Consent.REFUSED
        side.consented_at, side.wishes_mediator = at, mediator
        side.consented_by = "code" if by.role is Role.VISITOR else "counter"
        side.told_rights_at = at if has_read else side.told_rights_at
        side.save()
        if not wishes:
            case.stage, case.ended_at, case.ended_by = Case.Stage.REFUSED, at, "party"
            case.save(update_fields=["stage", "ended_at", "ended_by"])
    return side
