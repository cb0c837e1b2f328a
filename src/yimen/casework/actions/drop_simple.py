"""Drop the proposal of the simplified procedure."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.casework.guards import require_owner
from yimen.casework.simple import NothingProposed
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import SimpleDropped
from yimen.registry.models import Demand, Simple
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def drop_simple(demand_id: int, *, reason: str = "", by: Actor, at: datetime) -> Demand:
    """Drop it: the ordinary limits run as they did all the while."""
    demand = open_demand(by, "demand.screen", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.DROP_SIMPLE, at=at)
    simple = Simple.objects.filter(demand=demand, dropped_at=None, accepted_at=None).first()
    if simple is None:
        raise NothingProposed
    late = by.role is Role.SYSTEM
    simple.because = Simple.Because.TIME if late else Simple.Because.UNSUITABLE
    simple.dropped_at, simple.reason = at, reason.strip()
    simple.save()
    enter(demand, turned, at=at)
    record(demand.petition, SimpleDropped(), by=by, at=at, turned={demand.position: turned})
    return demand
