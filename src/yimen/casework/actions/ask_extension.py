"""Ask for more time to handle a demand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import (
    ExtendedBefore,
    NoLaterDay,
    TooLateToExtend,
    TooManyDays,
    require_handler,
    require_reason,
)
from yimen.law.limits import LIMITS
from yimen.law.moves import Move
from yimen.law.turning import lengthen
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries import ExtensionAsked
from yimen.registry.models import Demand, Extension
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def ask_extension(demand_id: int, *, days: int, reason: str, by: Actor, at: datetime) -> Demand:
    """Ask the head of the organ for more time; nothing changes until the petitioner is told."""
    demand = open_demand(by, "demand.handle", demand_id)
    require_handler(demand, by)
    turned = ask(demand, Move.ASK_EXTENSION, at=at)
    handling = running(demand)["handling"]
    most = LIMITS.on("extension", handling.started_on).days or 0
    if not 1 <= days <= most:
        raise TooManyDays(most=most)
    if demand.extensions.exclude(decision="refused").exists():
        raise ExtendedBefore
    if local_day(at) > handling.due_on:
        raise TooLateToExtend(due=handling.due_on)
    if lengthen(handling, days).due_on <= handling.due_on:
        raise NoLaterDay(days=days, due=handling.due_on)
    extension = Extension.objects.create(
        petition=demand.petition,
        demand=demand,
        days=days,
        reason=require_reason(reason),
        asked_by_id=by.id or None,
        asked_at=at,
        due_before=handling.due_on,
    )
    enter(demand, turned, at=at)
    said = ExtensionAsked(days=days, extension=extension.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
