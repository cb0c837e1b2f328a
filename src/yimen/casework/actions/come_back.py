"""Take a demand back that was not taken up on the other way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_reason
from yimen.casework.papers import write_letter
from yimen.casework.ways import open_guidance, require_follower
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_aside import CameBack
from yimen.registry.models import Demand, FollowUp
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def come_back(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Take it back: it goes on at whoever received it, and keeps the day on which it first came.

    `reason` is what was said there. The time to send it on runs anew: the first was kept.
    """
    demand = open_demand(by, "demand.come_back", demand_id)
    petition = demand.petition
    require_follower(demand, by)
    turned = ask(demand, Move.COME_BACK, at=at)
    guidance = open_guidance(demand)
    guidance.refusal, guidance.returned_at = require_reason(reason), at
    guidance.returned_by_id = by.id or None
    guidance.save()
    FollowUp.objects.create(
        petition=petition,
        demand=demand,
        guidance=guidance,
        outcome=FollowUp.Outcome.REFUSED,
        words=guidance.refusal,
        at=at,
        by_id=by.id or None,
    )
    demand.owner, demand.handler, demand.sent_as = petition.receiver, None, ""
    petition.closed_at = None
    enter(demand, turned, at=at)
    said = CameBack(to_organ=petition.receiver_id, guidance=guidance.pk)
    record(petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("resumption_notice", demand.petition_id, subject=guidance.pk, at=at)
    return demand
