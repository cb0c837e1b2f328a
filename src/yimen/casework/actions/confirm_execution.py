"""Confirm that what an opinion promised was done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.carrying_out import answer, waiting
from yimen.casework.filing import Wish
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_people import ExecutionConfirmed
from yimen.registry.models import Demand, Execution
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def confirm_execution(
    demand_id: int, *, wish: Wish | None = None, by: Actor, at: datetime
) -> Demand:
    """Confirm it: the petitioner herself, or a counter that writes down what she said there.

    Raises:
        NotYoursToSay, WordsMissing: nobody may say it in her place.
    """
    demand = open_demand(by, "demand.answer_execution", demand_id)
    turned = ask(demand, Move.CONFIRM_EXECUTION, at=at)
    execution = waiting(demand)
    channel = answer(execution, Execution.Answer.CONFIRMED, wish, demand=demand, by=by, at=at)
    enter(demand, turned, at=at)
    said = ExecutionConfirmed(channel=channel, execution=execution.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
