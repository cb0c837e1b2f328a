"""Take a settled matter up again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.reopening import decide, waiting_news
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_review import Reopened
from yimen.registry.models import Demand, Reopening
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def reopen(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Take it up: with new facts it is a matter like one that was just received."""
    demand = open_demand(by, "demand.decide_reopen", demand_id)
    turned = ask(demand, Move.REOPEN, at=at)
    news = waiting_news(demand, by)
    demand.accepted_on = None
    enter(demand, turned, at=at)
    record(
        demand.petition,
        Reopened(reopening=news.pk),
        by=by,
        at=at,
        turned={demand.position: turned},
    )
    taken = Reopening.Decision.TAKEN_UP
    decide(news, taken, reason, "reopening_notice", by=by, at=at)
    return demand
