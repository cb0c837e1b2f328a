"""Answer who reported it: what the competent organ may say of the outcome."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.accusing import accusation_of
from yimen.casework.guards import require_handler, require_reason
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.registry import lane
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_lanes import AccusationAnswered
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def answer_accusation(demand_id: int, *, answer: str, by: Actor, at: datetime) -> Demand:
    """Answer it: a sealed letter that she opens with her query code."""
    demand = open_demand(by, "accusation.answer", demand_id)
    require_handler(demand, by)
    turned = ask(demand, Move.ANSWER_ACCUSATION, at=at)
    accusation = accusation_of(demand)
    lane.seal_answer(accusation, require_reason(answer))
    accusation.answered_at, accusation.answered_by_id = at, by.id or None
    accusation.save()
    enter(demand, turned, at=at)
    said = AccusationAnswered(accusation=accusation.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("accusation_reply", demand.petition_id, subject=accusation.pk, at=at)
    return demand
