"""Which matters are over because a window closed: for the nightly worker."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.replies import LIMIT, still_open
from yimen.casework.reviewing import answer_to
from yimen.law.moves import MOVES, Move
from yimen.registry.models import Clock, Demand

CAN_END = tuple(MOVES[Move.CONCLUDE].ways)
WINDOWS = ("review_request", "recheck_request", "settlement_answer")


def lapsed(at: datetime) -> list[int]:
    """Return the demands whose time to ask for a review has passed and that can be concluded."""
    act_as(SYSTEM)
    clocks = Clock.objects.filter(
        limit__in=WINDOWS,
        stopped_on__isnull=True,
        due_on__lt=local_day(at),
        demand__state__in=CAN_END,
    )
    # Whether it was done, the petitioner may still say.
    asked = Clock.objects.filter(
        limit="execution_answer", stopped_on__isnull=True, due_on__gte=local_day(at)
    )
    over = clocks.exclude(demand__in=asked.values("demand"))
    waiting = _of_others(over, local_day(at))
    return [demand for demand in over.values_list("demand_id", flat=True) if demand not in waiting]


def _of_others(over: QuerySet[Clock], on: date) -> set[int]:
    """Return the demands on which somebody who asked together with others still has their time."""
    mine = over.filter(limit=LIMIT).values("demand")
    joint = Demand.objects.filter(pk__in=mine, findings__opinion__replies__isnull=False).distinct()
    return {demand.pk for demand in joint if still_open(answer_to(demand), on)}
