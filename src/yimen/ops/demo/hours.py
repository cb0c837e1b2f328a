"""When offices work: minutes of working days, counted from a first day on, and back into time."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from functools import cached_property

from yimen.base.time import LOCAL
from yimen.law.days import DAYS, ONE_DAY

MORNING, AFTERNOON = 9 * 60, 14 * 60
_BEFORE_NOON, _AFTER_NOON = 180, 210
#: Working minutes of a day: 9 to 12, and 14 to 17:30.
A_DAY = _BEFORE_NOON + _AFTER_NOON


class Hours:
    """The working minutes of a stretch of days; minute 0 is nine o'clock of the first one."""

    def __init__(self, first: date, last: date) -> None:
        """Count the working days from the first to the last."""
        self._first = first
        self._last = last

    @cached_property
    def _days(self) -> list[date]:
        days = []
        day = self._first
        while day <= self._last:
            if DAYS.is_working(day):
                days.append(day)
            day += ONE_DAY
        return days

    def minute_of(self, moment: datetime) -> float:
        """Return how many minutes had been worked by this moment."""
        day = moment.date()
        place = bisect_right(self._days, day) - 1
        if place < 0:
            return 0
        if self._days[place] != day:
            return (place + 1) * A_DAY
        clock = moment.hour * 60 + moment.minute + moment.second / 60
        before = min(max(clock - MORNING, 0), _BEFORE_NOON)
        return place * A_DAY + before + min(max(clock - AFTERNOON, 0), _AFTER_NOON)

    def moment_of(self, minute: float) -> datetime:
        """Return the moment at which so many minutes have been worked."""
        place, rest = divmod(minute, A_DAY)
        start = MORNING if rest < _BEFORE_NOON else AFTERNOON - _BEFORE_NOON
        day = self._days[min(int(place), len(self._days) - 1)]
        midnight = datetime.combine(day, time.min, tzinfo=LOCAL)
        return midnight + timedelta(seconds=round((start + rest) * 60))

    def day_of(self, minute: float) -> int:
        """Return the number of the working day in which a minute lies."""
        return int(minute // A_DAY)
