"""Split a demand that asks for several things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.rows import hang
from yimen.casework.accusing import require_unsealed
from yimen.casework.guards import require_handler
from yimen.casework.sorting import Part, keep, require_parts, require_unextended
from yimen.law.moves import Move, State
from yimen.law.turning import Turned
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries_sending import DemandSplit
from yimen.registry.models import Demand, Dispatch, Sorting
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def split_demand(
    demand_id: int, *, parts: Sequence[Part], reason: str, by: Actor, at: datetime
) -> Demand:
    """Split it: each part is answered for itself, with the same limits and the same dates.

    The first part keeps the number. Before it is sent, every part is screened anew.

    Raises:
        SayTheParts, DecideExtensionFirst, SealedAlone: it cannot be split like this.
    """
    demand = open_demand(by, "demand.sort", demand_id)
    require_handler(demand, by)
    require_unsealed(demand.petition)
    turned = {demand.position: ask(demand, Move.SPLIT_DEMAND, at=at)}
    first, *rest = require_parts(parts)
    require_unextended(demand)
    words, clocks = demand.request, tuple(running(demand).values())
    born = [_born(demand, part, number) for number, part in enumerate(rest, start=1)]
    for one in born:
        turned[one.position] = Turned(State(one.state), starts=clocks)
        enter(one, turned[one.position], at=at)
    _reworded(demand, first)
    enter(demand, turned[demand.position], at=at)
    row = keep(
        demand.petition,
        Sorting.Kind.SPLIT,
        kept=demand.position,
        others=[one.position for one in born],
        words=words,
        reason=reason,
        by=by,
        at=at,
    )
    said = DemandSplit(whole=demand.position, sorting=row.pk)
    record(demand.petition, said, by=by, at=at, turned=turned)
    return demand


def _born(whole: Demand, part: Part, number: int) -> Demand:
    """Make a demand of a part, standing where the whole stands, and put it into the open file."""
    demands = whole.petition.demands.all()
    last = max(one.position for one in demands) if number == 1 else len(demands)
    one = Demand.objects.create(
        petition=whole.petition,
        position=last + 1,
        request=part.request,
        facts=part.facts or whole.facts,
        kind=whole.kind,
        category=whole.category,
        route=whole.route,
        state=whole.state,
        entered_at=whole.entered_at,
        screened_at=None if whole.state == State.REGISTERED else whole.screened_at,
        sent_as=whole.sent_as,
        owner=whole.owner,
        handler=whole.handler,
        due_on=whole.due_on,
        accepted_on=whole.accepted_on,
    )
    hang(whole.petition, "demands", [*demands, one], "petition")
    _sent_too(whole, one)
    return one


def _sent_too(whole: Demand, one: Demand) -> None:
    """Let a part have been sent as the whole was: its report is owed by the same day."""
    sent = whole.dispatches.filter(outcome=Dispatch.Outcome.ACCEPTED).last()
    if sent and sent.to_organ_id == one.owner_id:
        sent.pk, sent.demand = None, one
        sent.save(force_insert=True)


def _reworded(demand: Demand, part: Part) -> None:
    """Narrow what the demand asks for; the words as filed stay in the row of the sorting."""
    demand.request, demand.facts = part.request, part.facts or demand.facts
    if demand.state == State.REGISTERED:
        demand.screened_at = None
    Demand.objects.filter(pk=demand.pk).update(request=demand.request, facts=demand.facts)
