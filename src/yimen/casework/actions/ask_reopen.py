"""Hand in new facts or reasons on a settled matter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.casework.filing import Paper
from yimen.casework.guards import require_choice
from yimen.casework.papers import keep_paper
from yimen.casework.reopening import SHORTEST_NEWS, LookedAtAlready, NothingNew
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_review import ReopenAsked
from yimen.registry.models import Demand, Petition, Reopening
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def ask_reopen(
    demand_id: int,
    *,
    news: str,
    channel: str = "online",
    paper: Paper | None = None,
    by: Actor,
    at: datetime,
) -> Demand:
    """Hand them in: whoever received the matter must answer in writing whether they are new.

    Raises:
        NothingNew: nothing was written.
        LookedAtAlready: what was handed in before has no answer yet.
    """
    demand = open_demand(by, "demand.ask_reopen", demand_id)
    turned = ask(demand, Move.ASK_REOPEN, at=at)
    if len(news.strip()) < SHORTEST_NEWS:
        raise NothingNew
    if demand.reopenings.filter(decision="waiting").exists():
        raise LookedAtAlready
    row = Reopening.objects.create(
        petition=demand.petition,
        demand=demand,
        channel="online"
        if by.role is Role.PETITIONER
        else require_choice(channel, Petition.Channel.values),
        news=news.strip(),
        paper=keep_paper(demand.petition, paper, theirs=True, by=by, at=at) if paper else None,
        asked_at=at,
        taken_by_id=by.id or None,
        left_by=demand.owner,
    )
    demand.owner, demand.handler = demand.petition.receiver, None
    enter(demand, turned, at=at)
    said = ReopenAsked(reopening=row.pk, to_organ=demand.owner_id, channel=row.channel)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
