"""Propose the simplified procedure for a demand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import NotScreened, require_choice, require_owner
from yimen.casework.simple import ProposedAlready, require_simple
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import SimpleProposed
from yimen.registry.models import Demand, Simple
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def propose_simple(demand_id: int, *, ground: str, by: Actor, at: datetime) -> Demand:
    """Propose it: short promises run beside the ordinary limits, from the receipt on.

    Where the organ itself received it, its days to decide have begun with that day too.

    Raises:
        NotSimple, ProposedAlready: it does not fit, or stands there already.
    """
    demand = open_demand(by, "demand.screen", demand_id)
    require_owner(demand, by)
    since = local_day(demand.petition.received_at)
    turned = ask(demand, Move.PROPOSE_SIMPLE, at=at, since=since)
    if demand.screened_at is None:
        raise NotScreened
    require_simple(demand)
    if Simple.objects.filter(demand=demand).exists():
        raise ProposedAlready
    Simple.objects.create(
        petition=demand.petition,
        demand=demand,
        ground=require_choice(ground, Simple.Ground.values),
        proposed_at=at,
        proposed_by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = SimpleProposed(since_on=since.isoformat())
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
