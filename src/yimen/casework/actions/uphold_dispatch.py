"""Uphold a dispatch: the objection to it is not founded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_owner
from yimen.casework.objecting import decide, waiting_objection
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_aside import DispatchUpheld
from yimen.registry.models import Demand, Objection
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def uphold_dispatch(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Uphold it: the matter stays with the organ, whose time never stood still."""
    demand = open_demand(by, "demand.check_objection", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.UPHOLD_DISPATCH, at=at)
    objection = waiting_objection(demand, by)
    dispatch = decide(objection, Objection.Decision.UPHELD, reason, by=by, at=at)
    demand.owner, demand.handler = dispatch.to_organ, None
    enter(demand, turned, at=at)
    said = DispatchUpheld(
        to_organ=dispatch.to_organ_id, dispatch=dispatch.pk, objection=objection.pk
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
