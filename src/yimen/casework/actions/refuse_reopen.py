"""Find nothing new in what was handed in on a settled matter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.reopening import decide, waiting_news
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_review import ReopenRefused
from yimen.registry.models import Demand, Reopening
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def refuse_reopen(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Say so in writing, with the reason: the same facts and reasons are settled (art. 36)."""
    demand = open_demand(by, "demand.decide_reopen", demand_id)
    turned = ask(demand, Move.REFUSE_REOPEN, at=at)
    news = waiting_news(demand, by)
    demand.owner = news.left_by or demand.owner
    enter(demand, turned, at=at)
    said = ReopenRefused(reopening=news.pk, to_organ=demand.owner_id)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    refused = Reopening.Decision.REFUSED
    decide(news, refused, reason, "reopening_refusal", by=by, at=at)
    return demand
