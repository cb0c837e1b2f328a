"""Mark an event as grave or urgent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.urgent import FlaggedAlready
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries_sending import UrgentFlagged
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def flag_urgent(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Mark it: what it tells of must be reported today. It says nothing of who tells it.

    Raises:
        FlaggedAlready: somebody saw it before.
    """
    demand = open_demand(by, "demand.flag_urgent", demand_id)
    turned = ask(demand, Move.FLAG_URGENT, at=at)
    if "urgent_report" in running(demand):
        raise FlaggedAlready
    enter(demand, turned, at=at)
    record(demand.petition, UrgentFlagged(), by=by, at=at, turned={demand.position: turned})
    return demand
