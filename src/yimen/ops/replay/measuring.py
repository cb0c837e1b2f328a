"""How timely the replayed answers were: counted from the clocks that the acts left behind."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.law.clock import days_late, due
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.ops.replay.road import SOURCE
from yimen.registry.models import Clock
from yimen.registry.queries import seen_by

_MEDIAN, _MOST = 0.5, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer: accepted, due by law and by Futian's promise, and served."""

    accepted_on: date
    due_on: date
    promised_on: date
    served_on: date

    @property
    def days(self) -> int:
        """How many days it took."""
        return (self.served_on - self.accepted_on).days


def measures() -> dict[str, object]:
    """Return the numbers of all replayed petitions, each with what it counts."""
    with transaction.atomic():
        act_as(SYSTEM)
        petitions = seen_by(SYSTEM).filter(source=SOURCE).count()
        answers = list(_answers())
    lawful = sum(one.served_on <= one.due_on for one in answers)
    promised = sum(one.served_on <= one.promised_on for one in answers)
    days = sorted(one.days for one in answers)
    late = [days_late(one.due_on, one.served_on) for one in answers]
    return {
        "petitions": petitions,
        "answered": len(answers),
        "on_time_statutory": lawful,
        "on_time_statutory_rate": _rate(lawful, len(answers)),
        "on_time_futian": promised,
        "on_time_futian_rate": _rate(promised, len(answers)),
        "days_median": _quantile(days, _MEDIAN),
        "days_p90": _quantile(days, _MOST),
        "most_days_late": max(late, default=0),
    }


def _answers() -> Iterator[Answered]:
    """Yield every answer: the day of service is the day on which the handling clock stopped."""
    clocks = Clock.objects.filter(
        petition__source=SOURCE, limit="handling", stopped_on__isnull=False
    )
    promise = LIMITS.latest("futian.handling")
    for accepted_on, due_on, served_on in clocks.values_list("started_on", "due_on", "stopped_on"):
        yield Answered(
            accepted_on=accepted_on,
            due_on=due_on,
            promised_on=due(accepted_on, promise, DAYS).on,
            served_on=served_on or due_on,
        )


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _quantile(ordered: list[int], share: float) -> int | None:
    """Return the value that this share of all values does not exceed."""
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else None
