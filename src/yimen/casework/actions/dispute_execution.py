"""Dispute that what an opinion promised was done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.carrying_out import WordsMissing, answer, waiting
from yimen.casework.filing import Wish
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_people import ExecutionDisputed
from yimen.registry.models import Demand, Execution
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def dispute_execution(demand_id: int, *, wish: Wish, by: Actor, at: datetime) -> Demand:
    """Dispute it, saying what is missing: it is owed as before, and its clock begins anew.

    Raises:
        NotYoursToSay, WordsMissing: nobody may say it in her place, or without saying what.
    """
    demand = open_demand(by, "demand.answer_execution", demand_id)
    turned = ask(demand, Move.DISPUTE_EXECUTION, at=at)
    if not wish.words.strip():
        raise WordsMissing
    execution = waiting(demand)
    channel = answer(execution, Execution.Answer.DISPUTED, wish, demand=demand, by=by, at=at)
    enter(demand, turned, at=at)
    said = ExecutionDisputed(channel=channel, execution=execution.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
