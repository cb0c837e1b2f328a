"""Which matters are over because a window closed: for the nightly worker."""

from __future__ import annotations

from datetime import datetime

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.law.moves import State
from yimen.registry.models import Clock

CAN_END = (State.SERVED, State.EXECUTED)


def lapsed(at: datetime) -> list[int]:
    """Return the demands whose time to ask for a review has passed and that can be concluded."""
    act_as(SYSTEM)
    clocks = Clock.objects.filter(
        limit="review_request",
        stopped_on__isnull=True,
        due_on__lt=local_day(at),
        demand__state__in=CAN_END,
    )
    return list(clocks.values_list("demand_id", flat=True))
