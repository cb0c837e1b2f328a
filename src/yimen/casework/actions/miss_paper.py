"""Note that a review's opinion or a notice was brought to the petitioner, and did not reach her."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import move_all
from yimen.casework.serving import missed
from yimen.casework.unserved import unserved
from yimen.law.moves import Move
from yimen.registry.entries_proof import PaperMissed
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def miss_paper(
    demand_id: int,
    *,
    method: str,
    outcome: str,
    words: str = "",
    parcel: str = "",
    by: Actor,
    at: datetime,
) -> Demand:
    """Note it: no window begins, every limit runs on, and a notice may hang from now on.

    Raises:
        WrongStage: nothing about this demand waits to be served.
        ServedBeforeIssued, ParcelCameBack: it cannot have been so.
    """
    demand = open_demand(by, "service.miss", demand_id)
    paper, demands = unserved(demand, by)
    turned = move_all(demands, Move.MISS_PAPER, at=at)
    attempt = missed(
        paper, method=method, outcome=outcome, words=words, parcel=parcel, by=by, at=at
    )
    said = PaperMissed(attempt=attempt.pk, method=method, missed=outcome)
    record(demand.petition, said, by=by, at=at, turned=turned)
    return demand
