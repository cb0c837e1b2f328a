"""Register a petition that came in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.on_the_spot import is_here
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Registered
from yimen.registry.models import Petition
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def register(petition_id: int, *, by: Actor, at: datetime) -> Petition:
    """Register it: the clock to send it on, or to answer it directly, starts at its receipt."""
    petition = open_petition(by, "petition.register", petition_id)
    here = is_here(petition, at)
    turned = {
        d.position: ask(d, Move.REGISTER, at=at, is_here=here) for d in petition.demands.all()
    }
    for demand in petition.demands.all():
        enter(demand, turned[demand.position], at=at)
    petition.registered_at = at
    record(petition, Registered(is_here=here or None), by=by, at=at, turned=turned)
    return petition
