"""Contribute to an answer that another organ gives."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import SHORTEST_REASON
from yimen.casework.helping import SayYourPart, waiting_for
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import Contributed
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def contribute(demand_id: int, *, answer: str, by: Actor, at: datetime) -> Demand:
    """Contribute: the lead reads it where it writes the one answer, which names your organ."""
    demand = open_demand(by, "demand.contribute", demand_id)
    row = waiting_for(demand, by)
    turned = ask(demand, Move.CONTRIBUTE, at=at)
    if len(answer.strip()) < SHORTEST_REASON:
        raise SayYourPart
    row.answer, row.answered_at, row.answered_by_id = answer.strip(), at, by.id or None
    row.save()
    enter(demand, turned, at=at)
    said = Contributed(assistance=row.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
