"""Screen a demand: which class, which category, which lawful way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_choice, require_owner, require_way
from yimen.law.moves import Move
from yimen.law.taxonomy import TAXONOMY
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Screened
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def screen(
    demand_id: int, *, kind: str, category: str, route: int | None, by: Actor, at: datetime
) -> Demand:
    """Screen it: its class, category and way are decided, and it can be sent on.

    `kind` is suggestion, accusation or claim; `route` the number of the way in art. 31.
    """
    demand = open_demand(by, "demand.screen", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.SCREEN, at=at)
    TAXONOMY.find(category)
    demand.kind, demand.category = require_choice(kind, Demand.Class.values), category
    demand.route = require_way(route) if kind == Demand.Class.CLAIM else None
    demand.screened_at = at
    enter(demand, turned, at=at)
    said = Screened(class_=kind, category=category, route=demand.route)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
