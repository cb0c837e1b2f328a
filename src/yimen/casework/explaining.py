"""Why the dates of a letter are what they are: each with its words and its drawn calendar."""

from __future__ import annotations

import re
from datetime import date

from yimen.base.time import local_day
from yimen.casework.lapsing import why_of
from yimen.casework.queries.file import ClockShown, clock_shown
from yimen.casework.queries.ways import LIMIT
from yimen.casework.showing import Shown, language, reason, why_set
from yimen.documents.lane import letter_paper
from yimen.documents.models import Letter
from yimen.law.clock import counted
from yimen.registry.models import Clock

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def why_clock(clock: ClockShown, today: date, *, drawn: bool = True) -> Shown:
    """Return why a clock ends on its day: as the law counts it, or as somebody set it."""
    if clock.due is None:
        return why_set(clock.due_on, clock.limit)
    return reason(clock.due, today, drawn=drawn)


def why_day(limit: str, since: date, on: date, today: date) -> Shown:
    """Return why something that is no petition's clock ends on its day, counted from `since`."""
    found = counted(limit, since)
    return reason(found, today, drawn=True) if found.on == on else why_set(on, limit)


def dates_of(letter: Letter, today: date) -> list[Shown]:
    """Return every last day that a letter names and a limit has set, with why it is that day.

    A date that no limit of the file has set, such as the day of a meeting, is none of them; nor is
    one that had passed when the letter was issued.
    """
    issued_on = local_day(letter.issued_at)
    text = "\n".join(letter_paper(letter).texts())
    named = {day for day in _days_in(text) if day > issued_on}
    clocks = Clock.objects.filter(
        petition=letter.petition_id, due_on__in=named, started_on__lte=issued_on
    )
    shown: dict[tuple[str, date], Shown] = {}
    for clock in clocks.select_related("demand__petition").order_by("due_on", "pk"):
        one = clock_shown(clock, today)
        title = one.title_zh if language().startswith("zh") else one.title_en
        there = why_of(clock.demand, one.due_on, today) if one.limit == LIMIT else None
        found = {"title": title, "on": one.due_on, "why": there or why_clock(one, today)}
        shown.setdefault((one.limit, one.due_on), found)
    return list(shown.values())


def _days_in(text: str) -> set[date]:
    found = set()
    for year, month, day in _DAY.findall(text):
        try:
            found.add(date(int(year), int(month), int(day)))
        except ValueError:  # no such day: not a date after all
            continue
    return found
