"""Take a demand up again that was answered as a repeat."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound
from yimen.casework.guards import require_owner, require_reason
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_people import RepeatResumed
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def resume_repeat(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Take it up: something new came to light, or it was no repeat. Its time begins anew."""
    demand = open_demand(by, "demand.resume_repeat", demand_id)
    if by.role is Role.HANDLER:
        require_owner(demand, by)
    turned = ask(demand, Move.RESUME_REPEAT, at=at)
    repeat = demand.repeats.filter(resumed_at=None).last()
    if repeat is None:
        raise NotFound
    repeat.resumed_because, repeat.resumed_at = require_reason(reason), at
    repeat.resumed_by_id = by.id or None
    repeat.save()
    demand.petition.closed_at = None
    enter(demand, turned, at=at)
    said = RepeatResumed(repeat=repeat.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("repeat_resumed", demand.petition_id, subject=repeat.pk, at=at)
    return demand
