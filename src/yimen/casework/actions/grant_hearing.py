"""Grant a hearing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_other, require_owner, require_reason
from yimen.casework.hearing import NoHearingAsked, hearing_of
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import HearingGranted
from yimen.registry.models import Demand, Hearing
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def grant_hearing(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Grant it: somebody other than who asked or handles decides, and the petitioner is told."""
    demand = open_demand(by, "demand.decide_hearing", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.GRANT_HEARING, at=at)
    hearing = hearing_of(demand)
    if hearing is None or hearing.decision != Hearing.Decision.WAITING:
        raise NoHearingAsked
    require_other(by, hearing.by_id, demand.handler_id)
    hearing.decision, hearing.answer = Hearing.Decision.GRANTED, require_reason(reason)
    hearing.decided_at, hearing.decided_by_id = at, by.id or None
    hearing.save()
    enter(demand, turned, at=at)
    said = HearingGranted(hearing=hearing.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("hearing_decision", demand.petition_id, subject=hearing.pk, at=at)
    return demand
