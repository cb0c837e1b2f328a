"""Grant a recusal: somebody stands aside, and another goes on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework import hearing as rules
from yimen.casework.guards import (
    AnotherOrgansTurn,
    NotAHandlerHere,
    require_other,
    require_reason,
)
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.law.turning import Turned
from yimen.people.queries import holds_post
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import RecusalGranted
from yimen.registry.models import Demand, Recusal
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def grant_recusal(demand_id: int, *, reason: str, to: int = 0, by: Actor, at: datetime) -> Demand:
    """Grant it: they do nothing in this matter any more, and no clock notices who goes on.

    Raises:
        ChooseSuccessor: it was the handler, and nobody was named who goes on.
    """
    demand = open_demand(by, "demand.decide_recusal", demand_id)
    recusal = rules.waiting_recusal(demand)
    if recusal is None:
        raise rules.NoRecusalAsked
    if recusal.organ_id != by.organ:
        raise AnotherOrgansTurn(organ=recusal.organ)
    require_other(by, recusal.whom_id)
    handled = _handled(demand, recusal)
    to = _successor(demand, recusal, to, at)
    recusal.decision, recusal.answer = Recusal.Decision.GRANTED, require_reason(reason)
    recusal.decided_at, recusal.decided_by_id = at, by.id or None
    recusal.successor_id = to or None
    recusal.save()
    turned: dict[int, Turned] = {}
    for one in handled:
        turned[one.position] = ask(one, Move.GRANT_RECUSAL, at=at)
        if one.handler_id == recusal.whom_id:
            one.handler_id = to
        enter(one, turned[one.position], at=at)
    demand.petition.recused.append(recusal.whom_id)
    _leave_the_chair(demand, recusal)
    said = RecusalGranted(
        from_staff=recusal.whom_id, handler_staff=demand.handler_id or 0, recusal=recusal.pk
    )
    record(demand.petition, said, by=by, at=at, turned=turned)
    write_letter("recusal_decision", demand.petition_id, subject=recusal.pk, at=at)
    return demand


def _handled(demand: Demand, recusal: Recusal) -> list[Demand]:
    """Return the demand itself, and every other in the file that they handle in this organ."""
    others = (
        one
        for one in demand.petition.demands.all()
        if one.pk != demand.pk
        and one.owner_id == demand.owner_id
        and one.handler_id == demand.handler_id == recusal.whom_id
        and rules.may_be_in(Move.GRANT_RECUSAL, one)
    )
    return [demand, *others]


def _successor(demand: Demand, recusal: Recusal, to: int, at: datetime) -> int:
    """Return who goes on with it, where it was the handler; 0 where it was somebody else."""
    if demand.handler_id != recusal.whom_id:
        return 0
    if not to or to == recusal.whom_id:
        raise rules.ChooseSuccessor(organ=demand.owner)
    if not holds_post(to, "handler", demand.owner_id, local_day(at)):
        raise NotAHandlerHere(organ=demand.owner)
    rules.require_may_handle(demand, to, local_day(at))
    return to


def _leave_the_chair(demand: Demand, recusal: Recusal) -> None:
    """Take the chair of a hearing from whoever stands aside; before it opens it is called anew."""
    hearing = rules.hearing_of(demand)
    if hearing and hearing.chair_id == recusal.whom_id:
        hearing.chair_id = None
        if hearing.opened_at is None:
            hearing.called_at = None
        hearing.save()
