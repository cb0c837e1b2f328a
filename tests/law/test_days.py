"""Which days are working days, who may change that, and what an unpublished year means."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.law.days import DAYS, Days
from yimen.law.reading import BrokenFileError

OWN = """
published: [2027]
rest:
  - {day: 2025-08-27, zh: 台风停工日, en: day off for a typhoon}
  - {day: 2027-02-08, zh: 春节假期, en: Spring Festival}
work:
  - {day: 2025-08-30, zh: 台风停工补班, en: make-up day for the typhoon}
  - {day: 2025-10-01, zh: 值守日, en: day on duty}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "working", "why"),
    [
        ("2025-05-02", False, "holiday:Labour Day"),
        ("2025-05-06", True, "work"),  # the first Tuesday after it
        ("2025-04-27", True, "make_up"),  # a Sunday moved to work
        ("2025-06-08", False, "weekend"),
        ("2025-10-06", False, "holiday:Mid-autumn Festival"),
        ("2027-10-01", True, "work"),  # nobody has published 2027 yet
        ("1999-05-01", False, "weekend"),  # before the first calendar there is
    ],
)
def test_a_day_knows_what_it_is(day: str, working: bool, why: str):  # noqa: FBT001 - a column of the table
    found = date.fromisoformat(day)
    assert DAYS.is_working(found) is working
    assert DAYS.why(found) == why


@pytest.mark.parametrize(
    ("day", "published"),
    [("2003-12-31", False), ("2004-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_the_years_with_a_calendar_are_known(day: str, published: bool):  # noqa: FBT001 - a column of the table
    assert DAYS.is_published(date.fromisoformat(day)) is published


def test_days_have_names_in_both_languages():
    assert DAYS.name_of(date(2025, 5, 2)).zh == "劳动节"
    assert DAYS.name_of(date(2025, 4, 27)).en == "make-up working day for Labour Day"
    assert DAYS.name_of(date(2025, 6, 8)).zh == "星期日"


def test_a_place_may_rest_and_work_on_days_of_its_own(own: Path):
    ours = Days.load(own)
    assert ours.why(date(2025, 8, 27)) == "local_rest"
    assert ours.why(date(2025, 8, 30)) == "local_work"
    assert ours.is_working(date(2025, 10, 1))  # the place's own file is read last
    assert ours.name_of(date(2025, 8, 27)).zh == "台风停工日"
    assert DAYS.why(date(2025, 8, 27)) == "work"  # and ours alone


def test_a_place_may_complete_a_year_before_the_package_does(own: Path):
    ours = Days.load(own)
    assert ours.is_published(date(2027, 2, 8))
    assert not ours.is_working(date(2027, 2, 8))


def test_the_file_of_the_place_is_named_in_the_environment(own: Path):
    code = "from yimen.law.days import DAYS; print(sorted(DAYS.local)[0], 2027 in DAYS.years)"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "YIMEN_CALENDAR": str(own)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["2025-08-27", "True"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("rest: [{day: 2025-08-27, zh: 停工}]", "has no en. Add it."),
        ("rest: [{day: tomorrow, zh: 停工, en: off}]", "day is not a date"),
        ("holidays: []", "nobody reads 'holidays'"),
        ("published: [soon]", "ours.yaml: published holds something else than years. Write 2027."),
        ("rest: 2025-08-27", "rest is not a list"),
        (
            "rest: [{day: 2025-08-27, zh: 停, en: a}]\nwork: [{day: 2025-08-27, zh: 补, en: b}]",
            "2025-08-27 is both rest and work. Keep one.",
        ),
    ],
)
def test_a_broken_calendar_says_where_and_what_to_do(tmp_path: Path, text: str, complaint: str):
    path = tmp_path / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFileError, match=r"ours\.yaml") as caught:
        Days.load(path)
    assert complaint in str(caught.value)


def test_a_calendar_that_is_not_there_says_so(tmp_path: Path):
    with pytest.raises(BrokenFileError, match="cannot be read"):
        Days.load(tmp_path / "gone.yaml")


def test_in_unpublished_years_days_that_may_yet_be_holidays_are_not_surely_working():
    assert DAYS.is_working(date(2027, 10, 4))
    assert not DAYS.is_surely_working(date(2027, 10, 4))
    assert DAYS.next_surely_working(date(2027, 10, 4)) == date(2027, 10, 11)  # 9, 10: a weekend


@pytest.mark.parametrize(
    ("today", "awaited"),
    [
        (date(2026, 10, 31), None),  # nobody can know it yet
        (date(2026, 11, 1), 2027),
        (date(2027, 1, 4), 2027),  # the year has begun without it
        (date(2027, 12, 1), 2027),  # the nearer one first
    ],
)
def test_a_calendar_is_awaited_from_november_before_its_year(today: date, awaited: int | None):
    assert replace(DAYS.now().first, years=frozenset({2026})).awaited(today) == awaited


@given(st.dates(date(2004, 1, 1), date(2035, 12, 31)))
def test_the_next_working_day_is_the_first_one(day: date):
    found = DAYS.next_working(day)
    assert found >= day
    assert DAYS.is_working(found)
    between = (date.fromordinal(n) for n in range(day.toordinal(), found.toordinal()))
    assert not any(map(DAYS.is_working, between))


@given(st.dates(date(2004, 1, 1), date(2026, 12, 31)))
def test_where_the_calendar_is_published_working_and_surely_working_are_the_same(day: date):
    assert DAYS.is_working(day) is DAYS.is_surely_working(day)
