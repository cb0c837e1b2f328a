"""Take a dispatch back: the objection to it is right."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_owner
from yimen.casework.objecting import decide, take_back, waiting_objection
from yimen.casework.sending import chain_day
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_aside import DispatchReturned
from yimen.registry.models import Demand, Objection
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def return_dispatch(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Take it back: the organ is not competent, and the matter is sent anew.

    The time of whoever received it goes on, counted from the receipt as before.
    """
    demand = open_demand(by, "demand.check_objection", demand_id)
    require_owner(demand, by)
    chain = chain_day(demand)
    turned = ask(demand, Move.RETURN_DISPATCH, at=at, chain=chain)
    objection = waiting_objection(demand, by)
    dispatch = decide(objection, Objection.Decision.AGREED, reason, by=by, at=at)
    take_back(demand.petition, dispatch)
    demand.sent_as = ""
    enter(demand, turned, at=at)
    said = DispatchReturned(
        from_organ=dispatch.to_organ_id,
        dispatch=dispatch.pk,
        objection=objection.pk,
        chain_on=chain.isoformat() if chain else None,
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
