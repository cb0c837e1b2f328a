"""Forward a demand to the competent organ."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_owner
from yimen.casework.sending import send, tell, within_reach
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Forwarded
from yimen.registry.models import Demand, Dispatch
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def forward(demand_id: int, *, to: int, note: str = "", by: Actor, at: datetime) -> Demand:
    """Forward it: the bureau's clock stops, the organ's clocks start, both sides are told."""
    demand = open_demand(by, "demand.dispatch", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.FORWARD, at=at, dispatch="forward")
    organ = within_reach(demand, to, by, at)
    dispatch = send(demand, organ, Dispatch.Kind.FORWARD, note=note, by=by, at=at)
    enter(demand, turned, at=at)
    said = Forwarded(to_organ=organ.pk, dispatch=dispatch.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    tell(dispatch, "forwarding_letter", at)
    return demand
