"""Report that a supported opinion was carried out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_handler, require_reason
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Executed
from yimen.registry.models import Contact, Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def execute(demand_id: int, *, proof: str, by: Actor, at: datetime) -> Demand:
    """Report it with its proof: the clock of execution stops."""
    demand = open_demand(by, "demand.execute", demand_id)
    require_handler(demand, by)
    turned = ask(demand, Move.EXECUTE, at=at)
    log = Contact.objects.create(
        petition=demand.petition,
        demand=demand,
        kind=Contact.Kind.EXECUTION,
        words=require_reason(proof),
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = Executed(contact="execution", log=log.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
