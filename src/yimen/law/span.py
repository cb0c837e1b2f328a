"""How long, in days, months or years, and on which day that ends (民法典 arts. 200 to 204).

The day of the event is not counted; months and years end on the day of the same number, or on the
last day of a month that has none such (art. 202); a last day of rest moves on (art. 203).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from yimen.law.because import day_words
from yimen.law.days import ONE_DAY, Days
from yimen.law.words import Words

MONTHS = 12


class Measure(StrEnum):
    """In what a span is measured."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


_WORDS = {
    Measure.DAYS: Words("日", "days"),
    Measure.WORKING_DAYS: Words("个工作日", "working days"),
    Measure.MONTHS: Words("个月", "months"),
    Measure.YEARS: Words("年", "years"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days, working days, months or years."""

    number: int
    measure: Measure

    @property
    def words(self) -> Words:
        """Say how long it is."""
        unit = _WORDS[self.measure]
        en = unit.en if self.number != 1 else unit.en.removesuffix("s")
        return Words(f"{self.number}{unit.zh}", f"{self.number} {en}")


@dataclass(frozen=True, slots=True)
class End:
    """The last day of a span, and why it is that day."""

    on: date
    nominal: date | None  # before any move to the next working day; none of working days
    provisional: bool  # hangs on a year whose calendar of rest days is not published
    start: date
    span: Span

    @property
    def because(self) -> Words:
        """Say from which day it runs, how long, and to which day."""
        start, on = day_words(self.start), day_words(self.on)
        last = day_words(self.nominal or self.on)
        moved = Words("", "")
        if last != on:
            moved = Words(
                f"；{last.zh}是休息日，顺延至{on.zh}",
                f"; that is a rest day, so it ends on {on.en}",
            )
        return Words(
            f"自{start.zh}的次日起算{self.span.words.zh}，至{last.zh}{moved.zh}",
            f"{self.span.words.en}, counted from the day after {start.en}, to {last.en}{moved.en}",
        )


def last_day(start: date, span: Span, days: Days) -> End:
    """Count a span from the day after `start` to its last day.

    Where the calendar of rest days is not published yet, the last day is not moved on: whoever
    relies on it is never late by relying on it.
    """
    if span.measure is Measure.WORKING_DAYS:
        return _working(start, span, days)
    nominal = _nominal(start, span)
    on = days.next_working(nominal)
    known = days.is_published(nominal) and days.is_published(on)
    return End(on if known else nominal, nominal, not known, start, span)


def _nominal(start: date, span: Span) -> date:
    if span.measure is Measure.DAYS:
        return start + timedelta(days=span.number)
    months = span.number * (MONTHS if span.measure is Measure.YEARS else 1)
    years, month = divmod(start.month - 1 + months, MONTHS)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _working(start: date, span: Span, days: Days) -> End:
    day, left, provisional = start, span.number, False
    while left > 0:
        day += ONE_DAY
        provisional = provisional or not days.is_published(day)
        left -= days.is_working(day)
    return End(day, None, provisional, start, span)
