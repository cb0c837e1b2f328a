"""Mend the category of a demand that was screened under a wrong one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import SameCategory, require_reason, require_sorter
from yimen.law.moves import Move
from yimen.law.taxonomy import TAXONOMY
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Recategorised
from yimen.registry.models import Contact, Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def recategorise(demand_id: int, *, category: str, reason: str, by: Actor, at: datetime) -> Demand:
    """Mend it: the category alone changes; class, way, organ, handler and clocks stay.

    `reason` says what the old category missed, and is kept in the log of contacts.
    """
    demand = open_demand(by, "demand.recategorise", demand_id)
    require_sorter(demand, by)
    turned = ask(demand, Move.RECATEGORISE, at=at)
    TAXONOMY.find(category)
    before, demand.category = demand.category, category
    if before == category:
        raise SameCategory
    log = Contact.objects.create(
        petition=demand.petition,
        demand=demand,
        kind=Contact.Kind.CATEGORY,
        words=require_reason(reason),
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = Recategorised(category=category, from_category=before, log=log.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
