"""Dates as both doors show them: how far away, why this day, and the days as a calendar."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from yimen.law.clock import Day, DayKind, Due, calendar_of
from yimen.law.clock import due as reckon
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS

Shown = dict[str, Any]

#: How few days left are shown as few.
FEW = 5
WEEK = 7
_KINDS = {
    DayKind.START: "start",
    DayKind.COUNTED: "counted",
    DayKind.MAKE_UP: "counted",
    DayKind.WEEKEND: "skipped",
    DayKind.HOLIDAY: "skipped",
    DayKind.EXCLUDED: "skipped",
    DayKind.DUE: "due",
}


def language() -> str:
    """Return the language of whoever reads this page."""
    return get_language() or settings.LANGUAGE_CODE


def due(on: date | None, today: date, *, provisional: bool = False) -> Shown | None:
    """Return a day that lies ahead or has passed, and how far away it is."""
    if on is None:
        return None
    left = (on - today).days
    return {
        "on": on,
        "days_left": max(left, 0),
        "days_late": max(-left, 0),
        "tone": "late" if left < 0 else "soon" if left <= FEW else "calm",
        "provisional": provisional,
    }


def met(on: date) -> Shown:
    """Return a duty that was done on a day."""
    return {"tone": "done", "met_on": on}


def why(reason: Due | None, days: list[Day], today: date) -> Shown | None:
    """Return why a day is due: the sentence, the law, and the days as a calendar."""
    if reason is None:
        return None
    return {
        "because": reason.because.say(language()),
        "law": reason.limit.law.say(language()),
        "mark": "",
        "provisional": reason.provisional,
        "weeks": weeks(days, reason.nominal, today),
    }


def reason(of: Due, today: date, *, drawn: bool) -> Shown:
    """Return the same of a date that was counted: with its days, if they are to be `drawn`.

    Many clocks run over the same days: what is said of one is said of all.
    """
    if drawn:
        return _drawn(of.limit.name, of.start, of.extra, today, language())
    return _reason(of.limit.name, of.start, of.extra, language())


@lru_cache(maxsize=10_000)
def _reason(name: str, start: date, extra: int, _language: str) -> Shown:
    return why(reckon(start, LIMITS.on(name, start), DAYS, extra=extra), [], start) or {}


@lru_cache(maxsize=500)  # a drawn calendar takes some twenty kilobytes
def _drawn(name: str, start: date, extra: int, today: date, _language: str) -> Shown:
    limit = LIMITS.on(name, start)
    days = calendar_of(start, limit, DAYS, extra=extra)
    return why(reckon(start, limit, DAYS, extra=extra), days, today) or {}


def why_set(on: date) -> Shown:
    """Return the reason of a day that a person has set, not the law."""
    day = date_format(on, "DATE_FORMAT")
    return {"because": gettext("Somebody has set this day: {day}.").format(day=day)}


def weeks(days: list[Day], nominal: date | None, today: date) -> list[list[Shown]]:
    """Lay days out in weeks from Monday to Sunday; cells before and after stay empty."""
    if not days:
        return []
    cells: list[Shown] = [{} for _ in range(days[0].on.weekday())]
    cells += [_cell(day, nominal, today) for day in days]
    cells += [{} for _ in range(-len(cells) % WEEK)]
    return [cells[at : at + WEEK] for at in range(0, len(cells), WEEK)]


def _cell(day: Day, nominal: date | None, today: date) -> Shown:
    is_moved = day.on == nominal and day.kind not in {DayKind.DUE, DayKind.START}
    named = day.kind in {DayKind.HOLIDAY, DayKind.MAKE_UP, DayKind.EXCLUDED}
    return {
        "day": day.on,
        "count": day.number or "",
        "kind": "nominal" if is_moved else _KINDS[day.kind],
        "today": day.on == today,
        "note": day.name.say(language()) if named else "",
    }
