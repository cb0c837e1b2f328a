"""On which days of a limit people are reminded of it: our own choice, where the law names none."""

from __future__ import annotations

from datetime import date

#: Of the thirty days in which both sides can ask a court together to confirm what they agreed (M2).
CONFIRMATION = (20, 27)


def reached(since: date, on: date) -> int:
    """Return the last of these days that has come, counted from the day of effect; or none, 0."""
    gone = (on - since).days
    return max((day for day in CONFIRMATION if day <= gone), default=0)


def latest_start(on: date) -> date:
    """Return the last day of effect of which somebody is to be reminded by now."""
    return date.fromordinal(on.toordinal() - CONFIRMATION[0])
