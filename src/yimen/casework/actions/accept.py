"""Accept a demand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import NotAHandlerHere, require_answerable, require_owner
from yimen.casework.hearing import require_not_aside
from yimen.casework.papers import write_letter
from yimen.casework.sending import settle
from yimen.law.moves import Move
from yimen.people.queries import holds_post
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Accepted
from yimen.registry.models import Demand, Dispatch
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def accept(demand_id: int, *, handler: int = 0, by: Actor, at: datetime) -> Demand:
    """Accept it: the notice clock stops, the handling clock starts, the petitioner is told.

    `handler` is the person who will handle it, a holder of a handler's post in the organ.
    """
    demand = open_demand(by, "demand.accept", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.ACCEPT, at=at)
    require_answerable(demand)
    if handler and not holds_post(handler, "handler", demand.owner_id, local_day(at)):
        raise NotAHandlerHere(organ=demand.owner)
    require_not_aside(demand, handler, local_day(at))
    demand.handler_id = handler or None
    demand.accepted_on = local_day(at)
    enter(demand, turned, at=at)
    settle(demand, Dispatch.Outcome.ACCEPTED)
    said = Accepted(handler_staff=handler)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("acceptance_notice", demand.petition_id, subject=demand.pk, at=at)
    return demand
