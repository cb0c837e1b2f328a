"""Whoever brings a matter in person is told on the spot, where it can be told (art. 23 para. 2)."""

from __future__ import annotations

from datetime import datetime

from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.law.moves import Move
from yimen.registry.clocks import running
from yimen.registry.models import Demand, Petition

LIMIT = "on_the_spot_notice"
#: What tells her in writing what becomes of it, each by a letter that can be handed over.
TELLS = (
    Move.ACCEPT,
    Move.ACCEPT_SIMPLE,
    Move.TAKE_SUGGESTION,
    Move.ROUTE_OUT,
    Move.FORWARD,
    Move.DECLINE,
)


class NobodyWaits(Refused):
    """Nobody waits to be told on the spot: the written notice has its own day."""


def is_here(petition: Petition, at: datetime) -> bool:
    """Say whether she brought it to the organ itself, on this day, and can be told there."""
    return _brought(petition) and local_day(petition.received_at) == local_day(at)


def came_before(petition: Petition) -> bool:
    """Say whether she had gone when it was registered: what is left is the written notice."""
    entered = petition.registered_at
    if entered is None or not _brought(petition):
        return False
    return local_day(petition.received_at) < local_day(entered)


def _brought(petition: Petition) -> bool:
    return petition.channel == Petition.Channel.VISIT and not petition.receiver.is_bureau


def is_waiting(demand: Demand) -> bool:
    """Say whether the petitioner stands here and has not been told yet."""
    return LIMIT in running(demand)
