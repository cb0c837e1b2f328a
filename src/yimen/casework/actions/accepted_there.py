"""Note that another lawful way has taken a demand up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.casework.guards import require_reason
from yimen.casework.ways import open_guidance, require_follower
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_ways import TakenUpThere
from yimen.registry.models import Demand, FollowUp
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def accepted_there(
    demand_id: int, *, words: str = "", number_there: str = "", by: Actor, at: datetime
) -> Demand:
    """Close it here: the answer comes from there, and nothing runs here any more.

    An officer says who said so; the petitioner's own word is enough.
    """
    demand = open_demand(by, "demand.follow", demand_id)
    require_follower(demand, by)
    turned = ask(demand, Move.ACCEPTED_THERE, at=at)
    heard = FollowUp.objects.create(
        petition=demand.petition,
        demand=demand,
        guidance=open_guidance(demand),
        outcome=FollowUp.Outcome.ACCEPTED,
        words=words.strip() if by.role is Role.PETITIONER else require_reason(words),
        number_there=number_there.strip(),
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = TakenUpThere(follow_up=heard.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
