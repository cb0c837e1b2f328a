"""Hand a demand over to another handler."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import NotAHandlerHere, require_handler
from yimen.casework.hearing import require_may_handle
from yimen.casework.reviewing import require_new_hands
from yimen.law.moves import Move
from yimen.people.queries import holds_post
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import HandedOver
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def hand_over(demand_id: int, *, to: int, by: Actor, at: datetime) -> Demand:
    """Hand it over: another person in the organ handles it, and no clock notices."""
    demand = open_demand(by, "demand.hand_over", demand_id)
    require_handler(demand, by)
    turned = ask(demand, Move.HAND_OVER, at=at)
    if not holds_post(to, "handler", demand.owner_id, local_day(at)):
        raise NotAHandlerHere(organ=demand.owner)
    require_may_handle(demand, to, local_day(at))
    require_new_hands(demand, to)
    said = HandedOver(handler_staff=to, from_staff=demand.handler_id or 0)
    demand.handler_id = to
    enter(demand, turned, at=at)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
