"""Approve more time for a demand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.later import later
from yimen.base.time import local_day
from yimen.casework.guards import (
    NoExtensionAsked,
    TooLateToExtend,
    require_other,
    require_owner,
)
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries import Extended
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def extend(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Approve it: the notice goes out, and the new date counts once the petitioner is told."""
    demand = open_demand(by, "demand.extend", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.EXTEND, at=at)
    extension = demand.extensions.filter(decision="asked").first()
    if extension is None:
        raise NoExtensionAsked
    require_other(by, demand.handler_id, extension.asked_by_id)
    handling = running(demand)["handling"]
    if local_day(at) > handling.due_on:
        raise TooLateToExtend(due=handling.due_on)
    extension.decision, extension.decided_by_id, extension.decided_at = "approved", by.id, at
    extension.save()
    enter(demand, turned, at=at)
    said = Extended(days=extension.days, extension=extension.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    later(
        "casework.tell_extension",
        lock=f"petition-{demand.petition_id}",
        demand=demand.pk,
    )
    return demand
