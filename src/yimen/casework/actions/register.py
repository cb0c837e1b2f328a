"""Register a petition that came in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
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
    here = _is_here(petition, at)
    turned = {
        d.position: ask(d, Move.REGISTER, at=at, is_here=here) for d in petition.demands.all()
    }
    for demand in petition.demands.all():
        enter(demand, turned[demand.position], at=at)
    petition.registered_at = at
    record(petition, Registered(is_here=here or None), by=by, at=at, turned=turned)
    return petition


def _is_here(petition: Petition, at: datetime) -> bool:
    """Say whether she brought it to the organ itself and can be told on the spot (art. 23 ¶2)."""
    came = petition.channel == Petition.Channel.VISIT and not petition.receiver.is_bureau
    return came and local_day(petition.received_at) == local_day(at)
