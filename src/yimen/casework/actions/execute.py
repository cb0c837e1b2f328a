"""Report that a supported opinion was carried out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.carrying_out import tell
from yimen.casework.filing import Paper
from yimen.casework.guards import require_reason
from yimen.casework.papers import keep_paper
from yimen.casework.reviewing import NothingOwed, require_carrier
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Executed
from yimen.registry.models import Contact, Demand, Execution
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def execute(
    demand_id: int, *, proof: str, paper: Paper | None = None, by: Actor, at: datetime
) -> Demand:
    """Report it with its proof: the clock of execution stops, and the petitioner is asked.

    Her time to confirm or to dispute begins; what she disputes is owed as before.
    """
    demand = open_demand(by, "demand.execute", demand_id)
    require_carrier(demand, by)
    turned = ask(demand, Move.EXECUTE, at=at)
    if "execution" not in turned.stops:
        raise NothingOwed
    words = require_reason(proof)
    log = Contact.objects.create(
        petition=demand.petition,
        demand=demand,
        kind=Contact.Kind.EXECUTION,
        words=words,
        at=at,
        by_id=by.id or None,
    )
    execution = Execution.objects.create(
        petition=demand.petition,
        demand=demand,
        proof=words,
        paper=keep_paper(demand.petition, paper, theirs=False, by=by, at=at) if paper else None,
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = Executed(contact="execution", log=log.pk, execution=execution.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    tell(execution, at)
    return demand
