"""Take a demand back that was not taken up on the other way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.later import later
from yimen.casework.guards import AnotherOrgansTurn, require_reason
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_aside import CameBack
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def come_back(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Take it back: it goes on at whoever received it, and keeps the day on which it first came.

    `reason` is what was said there. The time to send it on runs anew: the first was kept.
    """
    demand = open_demand(by, "demand.come_back", demand_id)
    petition = demand.petition
    if by.organ != petition.receiver_id:
        raise AnotherOrgansTurn(organ=petition.receiver)
    turned = ask(demand, Move.COME_BACK, at=at)
    guidance = demand.guidances.filter(returned_at=None).last()
    if guidance is None:
        raise NotFound
    guidance.refusal, guidance.returned_at = require_reason(reason), at
    guidance.returned_by_id = by.id or None
    guidance.save()
    demand.owner, demand.handler, demand.sent_as = petition.receiver, None, ""
    petition.closed_at = None
    enter(demand, turned, at=at)
    said = CameBack(to_organ=petition.receiver_id, guidance=guidance.pk)
    record(petition, said, by=by, at=at, turned={demand.position: turned})
    later(
        "documents.issue",
        lock=f"petition-{demand.petition_id}",
        kind="resumption_notice",
        petition=demand.petition_id,
        subject=guidance.pk,
        at=at.isoformat(),
    )
    return demand
