"""On which days of a limit people are reminded of it: our own choice, where the law names none."""

from __future__ import annotations

from datetime import date, timedelta

from yimen.law.days import DAYS, ONE_DAY
from yimen.law.routes import NOW

#: Of the thirty days in which both sides can ask a court together to confirm what they agreed (M2).
CONFIRMATION = (20, 27)


def reached(since: date, on: date) -> int:
    """Return the last of these days that has come, counted from the day of effect; or none, 0."""
    gone = (on - since).days
    return max((day for day in CONFIRMATION if day <= gone), default=0)


def latest_start(on: date) -> date:
    """Return the last day of effect of which somebody is to be reminded by now."""
    return date.fromordinal(on.toordinal() - CONFIRMATION[0])


def ask_by(ends_on: date | None, on: date) -> date | None:
    """Return by when to ask what came of it elsewhere, so that she can still go there in time.

    It is asked while her last day there is the length of a warning away, or on the next day on
    which offices work; with no such day, or one that has passed, nothing hurries.
    """
    if ends_on is None or ends_on < on:
        return None
    return max(ends_on - timedelta(days=NOW), DAYS.next_working(on + ONE_DAY))
