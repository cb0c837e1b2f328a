"""What one organ asks of another: the lead answers for the whole, the others for their part."""

from __future__ import annotations

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.registry.models import Assistance, Demand


class LeadsItself(Refused):
    """{organ} handles this matter itself. Choose another organ to assist."""


class AskedAlready(Refused):
    """{organ} was asked already and has not answered yet. Its day is {due}."""


class SayYourPart(Refused):
    """Write down what your organ can say: facts, rules, what it will do."""


def waiting_for(demand: Demand, by: Actor) -> Assistance:
    """Return what an organ was asked and has not answered."""
    found = demand.assistances.filter(organ=by.organ, answered_at=None).last()
    if found is None:
        raise NotFound
    return found
