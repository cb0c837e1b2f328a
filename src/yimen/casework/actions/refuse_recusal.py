"""Refuse a recusal: there is no ground for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework import hearing as rules
from yimen.casework.guards import AnotherOrgansTurn, require_other, require_reason
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import RecusalRefused
from yimen.registry.models import Demand, Recusal
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def refuse_recusal(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Refuse it, with a reason; nobody decides about themselves."""
    demand = open_demand(by, "demand.decide_recusal", demand_id)
    recusal = rules.waiting_recusal(demand)
    if recusal is None:
        raise rules.NoRecusalAsked
    if recusal.organ_id != by.organ:
        raise AnotherOrgansTurn(organ=recusal.organ)
    require_other(by, recusal.whom_id)
    turned = ask(demand, Move.REFUSE_RECUSAL, at=at)
    recusal.decision, recusal.answer = Recusal.Decision.REFUSED, require_reason(reason)
    recusal.decided_at, recusal.decided_by_id = at, by.id or None
    recusal.save()
    enter(demand, turned, at=at)
    said = RecusalRefused(whom_staff=recusal.whom_id, recusal=recusal.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("recusal_decision", demand.petition_id, subject=recusal.pk, at=at)
    return demand
