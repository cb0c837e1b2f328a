"""Which clocks have passed unmarked, or wait for a calendar: for the worker, some at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.registry.clocks import is_duty
from yimen.registry.models import Sweep

NAME = "breaches"
# Those that run past their day; and those that stopped too late since the last look was made.
_PASSED = """
select c.id, c.demand_id from registry_clock c
where c."limit" = any(%(duties)s) and c.stopped_on is null and c.due_on < %(today)s
  and c.id > %(after)s and not exists (
    select from registry_breach b where b.clock_id = c.id
      and (b.ground <> 'provisional' or not c.is_provisional))
union all
select c.id, c.demand_id from registry_clock c
where c.stopped_on > c.due_on and c.stopped_on >= %(since)s and c."limit" = any(%(duties)s)
  and c.id > %(after)s and not exists (select from registry_breach b where b.clock_id = c.id)
order by 1 limit %(size)s
"""


# What runs to a date that hung on a calendar which is out by now.
_UNCERTAIN = """
select c.id, c.demand_id from registry_clock c
where c.stopped_on is null and c.is_provisional and c.id > %(after)s
  and extract(year from coalesce(c.nominal_on, c.due_on)) = any(%(years)s)
order by 1 limit %(size)s
"""


@dataclass(frozen=True, slots=True)
class Passed:
    """A clock whose day is over, or whose calendar is out, and its demand."""

    clock: int
    demand: int


def passed(at: datetime, *, after: int = 0, size: int) -> list[Passed]:
    """Return the next clocks of duties whose day is over and that nobody has marked."""
    act_as(SYSTEM)
    today = local_day(at)
    facts: dict[str, Any] = {
        "duties": [name for name in LIMITS.names() if is_duty(name)],
        "today": today,
        "since": _last_look() or today,
        "after": after,
        "size": size,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PASSED, facts)
        return [Passed(*row) for row in cursor.fetchall()]


def uncertain(at: datetime, *, after: int = 0, size: int) -> list[Passed]:
    """Return the next clocks that run to a provisional date whose calendar is out by now."""
    act_as(SYSTEM)
    years = sorted(DAYS.known_on(local_day(at)).years)
    with connection.cursor() as cursor:
        cursor.execute(_UNCERTAIN, {"after": after, "years": years, "size": size})
        return [Passed(*row) for row in cursor.fetchall()]


def looked(on: date) -> None:
    """Write down that every clock was looked at, up to this day."""
    Sweep.objects.update_or_create(name=NAME, defaults={"done_on": on})


def _last_look() -> date | None:
    return Sweep.objects.filter(name=NAME).values_list("done_on", flat=True).first()
