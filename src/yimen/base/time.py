"""The only door to the clock on the wall. Law counts in local days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the present moment, aware of its time zone."""
    return datetime.now(tz=LOCAL)


def local_day(moment: datetime) -> date:
    """Return the calendar day on which this moment falls, here."""
    return moment.astimezone(LOCAL).date()


def nightly(at: time) -> str:
    """Return a time of day here as the queue's cron words want it: they are counted in UTC."""
    counted = datetime.combine(now(), at, tzinfo=LOCAL).astimezone(UTC)
    return f"{counted.minute} {counted.hour} * * *"


def local_midnight(day: date) -> datetime:
    """Return the first moment of this calendar day, here."""
    return datetime.combine(day, time.min, tzinfo=LOCAL)
