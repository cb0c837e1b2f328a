"""Perform a planned life through the acts: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from yimen.registry.models import Demand

#: When the worker concludes at night.
_NIGHT = timedelta(minutes=10)
#: Until these have ended she may still say something: of the answer, of what was carried out.
_HERS = ("review_request", "execution_answer")


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


def last_of_hers(demands: Iterable[Demand]) -> date | None:
    """Return the last day on which a petitioner may still say something of these demands."""
    running_now = map(running, demands)
    ends = (clocks[name].due_on for clocks in running_now for name in _HERS if name in clocks)
    return max(ends, default=None)


def night_after(day: date) -> datetime:
    """Return when the worker concludes what ended with this day."""
    return local_midnight(date.fromordinal(day.toordinal() + 1)) + _NIGHT


def _advance(telling: Telling, step: Step) -> None:
    _conclude_by(telling, step.at)
    ACTS[step.deed](telling, step)


def _conclude_by(telling: Telling, moment: datetime) -> None:
    """Conclude it in the night after her time for it has ended, if that is before this moment."""
    served = telling.served
    if served is None:
        return
    last = last_of_hers(served.demands.all())
    is_open = telling.life.fate.result == "supported" and telling.executed_at is None
    if last is None or is_open:
        return
    if telling.executed_at:
        last = max(last, local_day(telling.executed_at))
    night = night_after(last)
    if night < moment:
        for demand in telling.demands:
            conclude(demand, by=SYSTEM, at=night)
        telling.served = None
