"""Refuse more time for a demand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import (
    NoExtensionAsked,
    require_other,
    require_owner,
    require_reason,
)
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import ExtensionRefused
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def refuse_extension(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Refuse it: the old date stands, and the handler reads why."""
    demand = open_demand(by, "demand.extend", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.REFUSE_EXTENSION, at=at)
    extension = demand.extensions.filter(decision="asked").first()
    if extension is None:
        raise NoExtensionAsked
    require_other(by, demand.handler_id, extension.asked_by_id)
    extension.decision, extension.decided_by_id, extension.decided_at = "refused", by.id, at
    extension.answer = require_reason(reason)
    extension.save()
    enter(demand, turned, at=at)
    said = ExtensionRefused(extension=extension.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
