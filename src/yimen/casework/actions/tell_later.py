"""Say that it cannot be told on the spot what becomes of a matter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_owner
from yimen.casework.on_the_spot import NobodyWaits, is_waiting
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import ToldLater
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def tell_later(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Say it while she is there: only the time for the written notice, from the receipt, goes on.

    Raises:
        NobodyWaits: nobody waits to be told on the spot.
    """
    demand = open_demand(by, "demand.tell_later", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.TELL_LATER, at=at)
    if not is_waiting(demand):
        raise NobodyWaits
    enter(demand, turned, at=at)
    record(demand.petition, ToldLater(), by=by, at=at, turned={demand.position: turned})
    return demand
