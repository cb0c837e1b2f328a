"""Perform a planned life through the acts: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.base.errors import Refused
from yimen.base.time import local_day, local_midnight
from yimen.casework.actions.conclude import conclude
from yimen.ops.demo.doing import ACTS, Telling, begin
from yimen.ops.demo.planning import Life, Step
from yimen.ops.demo.roster import Roster
from yimen.registry.clocks import running

#: When the worker concludes at night.
_NIGHT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What a life is performed on: the district, the chance, the last moment, and who is told.

    `begun` is called in the transaction of a petition's acts before the first of them, and `ended`
    after the last; `lodged` when it has its number, so that numbers follow the order of coming.
    """

    district: Roster
    seed: int
    over: datetime
    begun: Callable[[], None]
    lodged: Callable[[], None]
    ended: Callable[[int], None]


def perform(life: Life, stage: Stage) -> list[str]:
    """Perform it; return which deeds were refused, after which it stands where it stood."""
    refused: list[str] = []
    steps = list(life.steps)
    while steps:
        done = 0
        try:
            with transaction.atomic():
                stage.begun()
                telling = begin(life, stage.district, stage.seed)
                for done, step in enumerate(steps):
                    _advance(telling, step)
                    if not done:
                        stage.lodged()
                _conclude_by(telling, stage.over)
                stage.ended(telling.petition)
        except Refused as refusal:
            refused.append(f"{steps[done].deed}: {type(refusal).__name__}")
            steps = steps[:done]
        else:
            break
    return refused


def _advance(telling: Telling, step: Step) -> None:
    _conclude_by(telling, step.at)
    ACTS[step.deed](telling, step)


def _conclude_by(telling: Telling, moment: datetime) -> None:
    """Conclude it in the night after its time for a review, if that lies before this moment."""
    served = telling.served
    if served is None:
        return
    last = max(
        (
            clocks["review_request"].due_on
            for clocks in map(running, served.demands.all())
            if "review_request" in clocks
        ),
        default=None,
    )
    is_open = telling.life.fate.result == "supported" and telling.executed_at is None
    if last is None or is_open:
        return
    if telling.executed_at:
        last = max(last, local_day(telling.executed_at))
    night = local_midnight(date.fromordinal(last.toordinal() + 1)) + _NIGHT
    if night < moment:
        for demand in telling.demands:
            conclude(demand, by=SYSTEM, at=night)
        telling.served = None
