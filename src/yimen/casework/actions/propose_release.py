"""Write the issue sheet of an accusation, and propose who receives it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.accusing import (
    NobodyAccused,
    accusation_of,
    require_faceless,
    require_outside,
)
from yimen.casework.guards import AlreadyThere
from yimen.law.moves import Move, State
from yimen.registry import lane
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_lanes import ReleaseProposed
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def propose_release(demand_id: int, *, sheet: str, to: int, by: Actor, at: datetime) -> Demand:
    """Write it: the matter without the person who reports it; nothing goes out yet.

    Raises:
        NoAccusation, NobodyAccused: it must first be known whom it accuses.
        GoesToTheAccused, NotForThisOrgan: it cannot go there.
        SheetTooShort, SheetNamesHer: the sheet says too little, or who wrote it.
    """
    demand = open_demand(by, "accusation.propose", demand_id)
    turned = ask(demand, Move.PROPOSE_RELEASE, at=at)
    accusation = accusation_of(demand)
    if accusation.named_at is None:
        raise NobodyAccused
    if demand.state == State.SEALED_SENT and demand.owner_id not in demand.petition.barred:
        raise AlreadyThere(organ=demand.owner)
    organ = require_outside(demand.petition, to, at)
    content = lane.content_of(demand.petition_id)
    lane.seal_sheet(accusation, require_faceless(sheet, demand.petition, content))
    accusation.to_organ = organ
    accusation.proposed_at, accusation.proposed_by_id = at, by.id or None
    accusation.released_at = accusation.released_by_id = None
    accusation.save()
    enter(demand, turned, at=at)
    said = ReleaseProposed(proposed_organ=organ.pk, accusation=accusation.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
