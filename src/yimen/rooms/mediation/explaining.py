"""Why the last days of a case are what they are (M1, M2, M5), for its mediator and its parties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yimen.casework.explaining import why_day
from yimen.casework.showing import Shown
from yimen.rooms.mediation.queries import Whole
from yimen.rooms.mediation.reminders import Told


def whys(seen: Whole, told: Iterable[Told], today: date) -> dict[str | int, Shown]:
    """Return the reasons of the days that a case names, `until`, `court`, or by its reminder."""
    found: dict[str | int, Shown] = {
        one.id: why_day("performance", one.promised_on, one.last_on, today)
        for one in told
        if one.promised_on
    }
    case, agreed = seen.case, seen.agreement
    if case.stage == "talking" and case.accepted_on and case.due_on:
        found["until"] = why_day("mediation", case.accepted_on, case.due_on, today)
    if agreed and agreed.in_force_on and agreed.confirm_by:
        since = agreed.in_force_on
        found["court"] = why_day("judicial_confirmation", since, agreed.confirm_by, today)
    return found
