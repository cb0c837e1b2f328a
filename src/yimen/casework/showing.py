"""Dates as both doors show them: how far away, why this day, and the days as a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, gettext_noop

from yimen.base.errors import Refused
from yimen.law.clock import Day, DayKind, Due, Span, calendar_of, days_of
from yimen.law.clock import due as reckon
from yimen.law.days import Days
from yimen.law.limits import LIMITS
from yimen.law.span import End
from yimen.law.words import Words

Shown = dict[str, Any]

#: How few days left are shown as few.
FEW = 5
WEEK = 7
#: A longer span is told in words alone: half a year of days is no small calendar.
DRAWN = 100
_KINDS = {
    DayKind.START: "start",
    DayKind.COUNTED: "counted",
    DayKind.MAKE_UP: "makeup",
    DayKind.WEEKEND: "skipped",
    DayKind.HOLIDAY: "skipped",
    DayKind.EXCLUDED: "excluded",
    DayKind.DUE: "due",
}
#: Who sets a day that the law leaves open.
_SET_BY = {
    "assigned_report": gettext_noop("The bureau named this day when it assigned it: {day}."),
    "execution": gettext_noop("The written opinion names this day: {day}."),
    "follow_up": gettext_noop(
        "The petitioner's time on the other way ends soon; it is asked before that, by {day}."
    ),
    "settlement_answer": gettext_noop(
        "It comes after the last day that the agreement names: {day}."
    ),
}


def said(refusal: Refused) -> str:
    """Return why something could not be done, and what to do, as its reader reads it."""
    facts = {name: _fact(value) for name, value in refusal.facts.items()}
    return gettext(refusal.message).format(**facts)


def _fact(value: object) -> object:
    if isinstance(value, Words):
        return value.say(language())
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else value


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


def ended(on: date, days_late: int = 0) -> Shown:
    """Return a limit that stopped on a day: met or fallen away, in time or so many days late."""
    return {"tone": "done", "ended_on": on, "days_late": days_late}


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
        "has_makeup": any(day.kind is DayKind.MAKE_UP for day in days),
        "has_excluded": any(day.kind is DayKind.EXCLUDED for day in days),
    }


def why_end(end: End, because: str, law: str, today: date) -> Shown:
    """Return why a span ends on its day that no limit of the file sets, a short one drawn."""
    days = days_of(end) if (end.on - end.start).days <= DRAWN else []
    return {
        "because": because,
        "law": law,
        "mark": "",
        "provisional": end.provisional,
        "weeks": weeks(days, end.nominal, today),
        "has_makeup": any(day.kind is DayKind.MAKE_UP for day in days),
        "has_excluded": False,
    }


def reason(of: Due, today: date, *, drawn: bool) -> Shown:
    """Return the same of a date that was counted: with its days, if they are to be `drawn`.

    Many clocks run over the same days: what is said of one is said of all.
    """
    known = Known(of.limit.name, of.start, of.extra, of.excluded, of.provisional, of.days, of.event)
    return _drawn(known, today, language()) if drawn else _reason(known, language())


class Known(NamedTuple):
    """What a date was counted from, and by which calendar: the same gives the same day."""

    limit: str
    start: date
    extra: int
    excluded: tuple[Span, ...]
    provisional: bool
    days: Days
    event: Words | None

    def due(self) -> Due:
        """Count it again."""
        limit = LIMITS.on(self.limit, self.start)
        found = reckon(self.start, limit, self.days, excluded=self.excluded, extra=self.extra)
        return replace(found, provisional=self.provisional, event=self.event)


@lru_cache(maxsize=10_000)
def _reason(known: Known, _language: str) -> Shown:
    return why(known.due(), [], known.start) or {}


@lru_cache(maxsize=500)  # a drawn calendar takes some twenty kilobytes
def _drawn(known: Known, today: date, _language: str) -> Shown:
    limit = LIMITS.on(known.limit, known.start)
    days = calendar_of(known.start, limit, known.days, excluded=known.excluded, extra=known.extra)
    return why(known.due(), days, today) or {}


def why_set(on: date, limit: str = "") -> Shown:
    """Return the reason of a day that a person has set, by leave of the limit's law."""
    words = _SET_BY.get(limit, gettext_noop("Somebody has set this day: {day}."))
    text = gettext(words).format(day=date_format(on, "DATE_FORMAT"))
    law = LIMITS.latest(limit).law.say(language()) if limit in _SET_BY else ""
    return {"because": text, "law": law, "mark": "", "provisional": False, "weeks": []}


def weeks(days: list[Day], nominal: date | None, today: date) -> list[list[Shown]]:
    """Lay days out in weeks from Monday to Sunday; cells before and after stay empty."""
    if not days:
        return []
    cells: list[Shown] = [{} for _ in range(days[0].on.weekday())]
    cells += [_cell(day, nominal, today) for day in days]
    cells[-1]["kind"] = "due"  # what is due at once begins and ends on one day
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
