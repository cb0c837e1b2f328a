"""Days, months and years: the corresponding day, the end of a short month, the day of rest."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.law.clock import DayKind, days_of
from yimen.law.days import DAYS
from yimen.law.span import Measure, Span, last_day


def end(start: str, number: int, measure: str) -> str:
    return str(last_day(date.fromisoformat(start), Span(number, Measure(measure)), DAYS).nominal)


@pytest.mark.parametrize(
    ("start", "number", "measure", "nominal"),
    [
        ("2024-03-10", 1, "years", "2025-03-10"),
        ("2024-02-29", 1, "years", "2025-02-28"),  # no such day: the last of the month
        ("2024-02-29", 4, "years", "2028-02-29"),
        ("2025-01-31", 1, "months", "2025-02-28"),
        ("2024-01-31", 1, "months", "2024-02-29"),
        ("2025-08-31", 6, "months", "2026-02-28"),
        ("2025-07-15", 6, "months", "2026-01-15"),
        ("2025-12-31", 2, "months", "2026-02-28"),
        ("2025-06-30", 3, "years", "2028-06-30"),
        ("2025-01-20", 60, "days", "2025-03-21"),
        ("2025-01-02", 30, "days", "2025-02-01"),
    ],
)
def test_it_ends_on_the_corresponding_day(start: str, number: int, measure: str, nominal: str):
    assert end(start, number, measure) == nominal


@pytest.mark.parametrize(
    ("start", "number", "measure", "on"),
    [
        ("2025-01-02", 30, "days", "2025-02-05"),  # Spring Festival until 4 February
        ("2025-04-01", 6, "months", "2025-10-09"),  # 1 October, National Day until the 8th
        ("2024-10-12", 1, "years", "2025-10-13"),  # a Sunday
        ("2025-09-26", 5, "working_days", "2025-10-10"),  # Sunday the 28th is worked
    ],
)
def test_a_last_day_of_rest_moves_on(start: str, number: int, measure: str, on: str):
    found = last_day(date.fromisoformat(start), Span(number, Measure(measure)), DAYS)
    assert (str(found.on), found.provisional) == (on, False)


def test_where_no_calendar_is_published_nobody_is_told_a_later_day():
    found = last_day(date(2035, 10, 1), Span(1, Measure.YEARS), DAYS)
    assert (found.on, found.provisional) == (date(2036, 10, 1), True)


def test_it_says_why_in_both_languages():
    found = last_day(date(2024, 10, 12), Span(1, Measure.YEARS), DAYS)
    assert found.because.zh == (
        "自2024年10月12日的次日起算1年，至2025年10月12日；2025年10月12日是休息日，顺延至2025年10月13日"
    )
    assert found.because.en.startswith("1 year, counted from the day after 12 October 2024")


@given(
    st.dates(date(2005, 1, 1), date(2024, 12, 31)),
    st.integers(1, 36),
    st.sampled_from([Measure.DAYS, Measure.MONTHS, Measure.YEARS]),
)
def test_it_never_ends_before_its_unrolled_day_and_never_on_a_day_of_rest(
    start: date, number: int, measure: Measure
):
    found = last_day(start, Span(number, measure), DAYS)
    assert found.on >= found.nominal > start
    assert found.provisional or DAYS.is_working(found.on)


@given(st.dates(date(2005, 1, 1), date(2040, 12, 31)), st.integers(1, 40))
def test_a_year_is_twelve_months(start: date, years: int):
    by_year = last_day(start, Span(years, Measure.YEARS), DAYS)
    by_month = last_day(start, Span(years * 12, Measure.MONTHS), DAYS)
    assert by_year.nominal == by_month.nominal


@pytest.mark.parametrize(
    ("start", "number", "measure"),
    [
        ("2025-09-26", 5, "working_days"),  # Sunday the 28th is worked
        ("2025-01-02", 30, "days"),  # ends in the Spring Festival
        ("2025-03-03", 15, "days"),
    ],
)
def test_the_drawn_calendar_ends_where_the_span_ends_and_counts_its_days(
    start: str, number: int, measure: str
) -> None:
    found = last_day(date.fromisoformat(start), Span(number, Measure(measure)), DAYS)
    days = days_of(found)
    assert (days[0].on, days[0].kind) == (found.start, DayKind.START)
    assert (days[-1].on, days[-1].kind) == (found.on, DayKind.DUE)
    assert max(day.number or 0 for day in days) == number
    rests = {DayKind.WEEKEND, DayKind.HOLIDAY}
    assert any(day.kind in rests for day in days) is (found.nominal != found.on)
