"""Conclude a demand whose time to ask for a review has passed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.carrying_out import AnswerOpen
from yimen.casework.guards import StillExecuting, WindowOpen
from yimen.casework.replies import still_open
from yimen.casework.reviewing import answer_to
from yimen.law.moves import Move, State
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries import Concluded
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record
from yimen.registry.refusing import not_now


@transaction.atomic
def conclude(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Conclude it: the window for a review has lapsed and nothing waits to be carried out.

    Of several people who asked together, the window of each: from their own receipt, once proved.
    """
    demand = open_demand(by, "demand.conclude", demand_id)
    if demand.state == State.EXECUTING:
        raise StillExecuting
    turned = ask(demand, Move.CONCLUDE, at=at)
    clocks = running(demand)
    if "execution" in clocks:
        raise StillExecuting
    window = clocks.get("review_request") or clocks.get("recheck_request")
    if demand.state == State.NOT_ACCEPTED and window is None:  # told of it, she has her time
        raise not_now(Move.CONCLUDE, demand.state)
    if window and local_day(at) <= window.due_on:
        raise WindowOpen(due=window.due_on)
    others = still_open(answer_to(demand), local_day(at)) if "review_request" in clocks else None
    if others:
        raise others
    asked = clocks.get("execution_answer") or clocks.get("settlement_answer")
    if asked and local_day(at) <= asked.due_on:
        raise AnswerOpen(due=asked.due_on)
    enter(demand, turned, at=at)
    record(demand.petition, Concluded(), by=by, at=at, turned={demand.position: turned})
    return demand
