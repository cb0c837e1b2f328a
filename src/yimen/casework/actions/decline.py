"""Decline a demand: say why, and where the petitioner can go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import SayWhereToGo, require_competent, require_owner, require_reason
from yimen.casework.papers import write_letter
from yimen.casework.sending import settle
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Declined
from yimen.registry.models import Decline, Demand, Dispatch
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def decline(
    demand_id: int,
    *,
    reason: str,
    where_to_go: str,
    article: str = "",
    limits_there: str = "",
    by: Actor,
    at: datetime,
) -> Demand:
    """Decline it: its clocks stop, and a notice says why and where to go instead."""
    demand = open_demand(by, "demand.decline", demand_id)
    require_owner(demand, by)
    require_competent(demand)
    turned = ask(demand, Move.DECLINE, at=at)
    if not where_to_go.strip():
        raise SayWhereToGo
    row = Decline.objects.create(
        petition=demand.petition,
        demand=demand,
        reason=require_reason(reason),
        article=article.strip(),
        where_to_go=where_to_go.strip(),
        limits_there=limits_there.strip(),
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    settle(demand, Dispatch.Outcome.DECLINED)
    said = Declined(decline=row.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("non_acceptance_notice", demand.petition_id, subject=row.pk, at=at)
    return demand
