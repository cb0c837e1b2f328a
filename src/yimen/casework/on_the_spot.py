"""Whoever brings a matter in person is told on the spot, where it can be told (art. 23 para. 2)."""

from __future__ import annotations

from yimen.base.errors import Refused
from yimen.law.moves import Move
from yimen.registry.clocks import running
from yimen.registry.models import Demand

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


def is_waiting(demand: Demand) -> bool:
    """Say whether the petitioner stands here and has not been told yet."""
    return LIMIT in running(demand)
