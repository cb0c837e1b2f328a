"""Begin to mediate, once everybody has agreed: the mediators are chosen or appointed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.time import local_day
from yimen.law.clock import counted
from yimen.registry.models import Demand
from yimen.rooms.mediation.cases import (
    HandlesThePetition,
    SomebodyHasNotAgreed,
    case_of,
    on_roster,
    require_mediator,
    require_stage,
)
from yimen.rooms.mediation.models import Case, Party


@transaction.atomic
def begin(case_id: int, *, mediators: Iterable[int], by: Actor, at: datetime) -> Case:
    """Take it up: from today there is a month for it, and longer only if all agree.

    Raises:
        SomebodyHasNotAgreed, NobodyMediates, NotOnTheRoster, HandlesThePetition.
    """
    case = case_of(case_id, by)
    require_mediator(case, by)
    require_stage(case, Case.Stage.ASKED)
    if case.parties.exclude(consent=Party.Consent.GIVEN).exists():
        raise SomebodyHasNotAgreed
    chosen = on_roster(case.committee, mediators)
    with behind_walls(by):
        handled = Demand.objects.filter(petition=case.petition_id, handler__in=chosen)
        if case.petition_id and handled.exists():
            raise HandlesThePetition
        case.mediators, case.stage = chosen, Case.Stage.TALKING
        case.accepted_on = local_day(at)
        case.due_on = counted("mediation", case.accepted_on).on
        case.save()
    return case
