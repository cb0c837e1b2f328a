"""Conclude a demand whose time to ask for a review has passed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import StillExecuting, WindowOpen
from yimen.law.moves import Move, State
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries import Concluded
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def conclude(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Conclude it: the window for a review has lapsed and nothing waits to be carried out."""
    demand = open_demand(by, "demand.conclude", demand_id)
    if demand.state == State.EXECUTING:
        raise StillExecuting
    turned = ask(demand, Move.CONCLUDE, at=at)
    window = running(demand).get("review_request")
    if window and local_day(at) <= window.due_on:
        raise WindowOpen(due=window.due_on.isoformat())
    enter(demand, turned, at=at)
    record(demand.petition, Concluded(), by=by, at=at, turned={demand.position: turned})
    return demand
