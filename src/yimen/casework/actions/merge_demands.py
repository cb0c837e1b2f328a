"""Merge demands of one petition that ask for the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.accusing import require_unsealed
from yimen.casework.answering import move_all
from yimen.casework.guards import require_handler
from yimen.casework.leaving import let_go
from yimen.casework.sorting import keep, require_alike, require_unextended
from yimen.law.joining import earliest
from yimen.law.moves import Move, State
from yimen.law.turning import Turned
from yimen.registry.clocks import enter, running
from yimen.registry.entries_sending import DemandsMerged
from yimen.registry.models import Assistance, Demand, Sorting
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def merge_demands(
    demand_id: int, *, others: Iterable[int], reason: str, by: Actor, at: datetime
) -> Demand:
    """Merge others into it: it answers them all, by the soonest day that any of them had.

    Raises:
        NothingToMerge, NotAlike, DecideExtensionFirst, SealedAlone: they cannot become one.
    """
    kept = open_demand(by, "demand.sort", demand_id)
    petition, wanted = kept.petition, set(others) - {demand_id}
    require_handler(kept, by)
    require_unsealed(petition)
    going = [demand for demand in petition.demands.all() if demand.pk in wanted]
    if len(going) < len(wanted):
        raise NotFound
    require_alike(kept, going)
    require_unextended(kept, *going)
    ended = [clock for demand in going for clock in running(demand).values()]
    turned = move_all(going, Move.MERGE_DEMANDS, at=at)
    let_go(petition, going)
    Assistance.objects.filter(demand__in=going, answered_at=None).exclude(
        organ__in=kept.assistances.filter(answered_at=None).values("organ")
    ).update(demand=kept)
    turned[kept.position] = earliest(Turned(State(kept.state)), running(kept), ended)
    enter(kept, turned[kept.position], at=at)
    row = keep(
        petition,
        Sorting.Kind.MERGED,
        kept=kept.position,
        others=[demand.position for demand in going],
        words="",
        reason=reason,
        by=by,
        at=at,
    )
    record(petition, DemandsMerged(kept=kept.position, sorting=row.pk), by=by, at=at, turned=turned)
    return kept
