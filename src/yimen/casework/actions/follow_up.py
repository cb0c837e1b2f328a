"""Ask what came of a demand on another lawful way, and learn nothing yet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import require_reason
from yimen.casework.ways import open_guidance, require_follower
from yimen.law.moves import Move
from yimen.law.reminding import ask_by
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries_ways import FollowedUp
from yimen.registry.models import Demand, FollowUp
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def follow_up(demand_id: int, *, words: str, by: Actor, at: datetime) -> Demand:
    """Note that it is not known yet: it is asked again after a while, and in time for her there."""
    demand = open_demand(by, "demand.follow", demand_id)
    require_follower(demand, by)
    theirs = running(demand).get("elsewhere")
    soon = ask_by(theirs.due_on if theirs else None, local_day(at))
    turned = ask(demand, Move.FOLLOW_UP, at=at, ask_by=soon)
    asked = FollowUp.objects.create(
        petition=demand.petition,
        demand=demand,
        guidance=open_guidance(demand),
        outcome=FollowUp.Outcome.UNKNOWN,
        words=require_reason(words),
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = FollowedUp(follow_up=asked.pk, ask_by=soon.isoformat() if soon else None)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
