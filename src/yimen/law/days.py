"""Which days are working days, and why. Pure: a date in, an answer out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from chinese_calendar.constants import (  # type: ignore[import-untyped]  # it ships no stubs
    Holiday,
    holidays,
    workdays,
)

from yimen.law.reading import KEEP_ONE, Fields
from yimen.law.words import Words

ONE_DAY = timedelta(days=1)
SATURDAY = 5
NOVEMBER = 11  # in which the State Council announces the rest days of the next year
CALENDAR = Path(__file__).parent / "calendar"

WEEKEND = "weekend"
WORK = "work"
MAKE_UP = "make_up"
HOLIDAY = "holiday"
LOCAL_REST = "local_rest"
LOCAL_WORK = "local_work"

HOLIDAY_NAMES = {
    Holiday.new_years_day.value: Words("元旦", "New Year's Day"),
    Holiday.spring_festival.value: Words("春节", "Spring Festival"),
    Holiday.tomb_sweeping_day.value: Words("清明节", "Tomb-sweeping Day"),
    Holiday.labour_day.value: Words("劳动节", "Labour Day"),
    Holiday.dragon_boat_festival.value: Words("端午节", "Dragon Boat Festival"),
    Holiday.national_day.value: Words("国庆节", "National Day"),
    Holiday.mid_autumn_festival.value: Words("中秋节", "Mid-autumn Festival"),
    Holiday.anti_fascist_70th_day.value: Words("抗战胜利纪念日", "Victory Day"),
}
WEEKDAYS = (
    Words("星期一", "Monday"),
    Words("星期二", "Tuesday"),
    Words("星期三", "Wednesday"),
    Words("星期四", "Thursday"),
    Words("星期五", "Friday"),
    Words("星期六", "Saturday"),
    Words("星期日", "Sunday"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """The published rest days and moved working days, with their names."""

    rest: dict[date, Words]
    work: dict[date, Words]
    years: frozenset[int]
    local: frozenset[date] = frozenset()
    expected: frozenset[date] = field(default=frozenset(), repr=False)

    @classmethod
    def load(cls, *own: Path) -> Days:
        """Read the national calendar, then our overrides, then the files of the place."""
        days = cls(
            rest={day: HOLIDAY_NAMES[str(name)] for day, name in holidays.items()},
            work={day: _made_up_for(str(name)) for day, name in workdays.items()},
            years=frozenset(range(min(holidays).year, max(holidays).year + 1)),
            expected=_expected(CALENDAR / "expected.yaml"),
        )
        for path in (CALENDAR / "overrides.yaml", *own):
            days = days.overridden(path)
        return days

    def overridden(self, path: Path) -> Days:
        """Return these days with the changes of one file."""
        return self.changed(Fields.of_file(path))

    def changed(self, page: Fields) -> Days:
        """Return these days with changes that are read already."""
        page.allow({"published", "rest", "work"})
        rest, work = _named_days(page, "rest"), _named_days(page, "work")
        for day in rest.keys() & work.keys():
            fault = Words("{day}既是休息日又是上班日", "{day} is both rest and work")
            page.refuse(fault, KEEP_ONE, day=day)
        years = page.sequence("published")
        if not all(type(year) is int for year in years):
            page.refuse(
                Words("published里有不是年份的内容", "published holds something else than years"),
                Words("请写成2027的样子。", "Write 2027."),
            )
        return Days(
            rest={day: name for day, name in self.rest.items() if day not in work} | rest,
            work={day: name for day, name in self.work.items() if day not in rest} | work,
            years=self.years | {int(str(year)) for year in years},
            local=self.local | rest.keys() | work.keys(),
            expected=self.expected,
        )

    def known_on(self, day: date) -> Days:  # noqa: ARG002 - a calendar in force knows several
        """Return the calendar as it was known on a day: what is published later counts later."""
        return self

    def since(self, day: date) -> Iterator[Days]:
        """Yield the calendar that was known on a day, then each that took its place."""
        yield self.known_on(day)

    def is_working(self, day: date) -> bool:
        """Say whether offices work: weekends rest unless moved, weekdays work unless holidays."""
        return day in self.work or (day.weekday() < SATURDAY and day not in self.rest)

    def is_published(self, day: date) -> bool:
        """Say whether the calendar of this day's year is known."""
        return day.year in self.years

    def awaited(self, today: date) -> int | None:
        """Return the year whose calendar should be on file by now and is not, if there is one."""
        wanted = (today.year, today.year + 1) if today.month >= NOVEMBER else (today.year,)
        return next((year for year in wanted if year not in self.years), None)

    def is_surely_working(self, day: date) -> bool:
        """Say whether offices work, leaving out days that may yet be declared holidays."""
        if not self.is_working(day):
            return False
        return self.is_published(day) or day not in self.expected

    def next_working(self, day: date) -> date:
        """Return `day`, or the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def next_surely_working(self, day: date) -> date:
        """Return `day`, or the first day after it that no calendar to come can turn into rest."""
        while not self.is_surely_working(day):
            day += ONE_DAY
        return day

    def why(self, day: date) -> str:
        """Say what kind of day it is: work, weekend, make_up, holiday:<name> or a local change."""
        if day in self.work:
            return LOCAL_WORK if day in self.local else MAKE_UP
        if day in self.rest:
            return LOCAL_REST if day in self.local else f"{HOLIDAY}:{self.rest[day].en}"
        return WEEKEND if day.weekday() >= SATURDAY else WORK

    def name_of(self, day: date) -> Words:
        """Return the day's name: the holiday or local reason, or else the day of the week."""
        return self.rest.get(day) or self.work.get(day) or weekday(day)


def weekday(day: date) -> Words:
    """Return the day of the week."""
    return WEEKDAYS[day.weekday()]


def _made_up_for(holiday: str) -> Words:
    name = HOLIDAY_NAMES[holiday]
    return Words(f"{name.zh}调休上班日", f"make-up working day for {name.en}")


def _named_days(page: Fields, key: str) -> dict[date, Words]:
    return {line.day("day"): Words(line.text("zh"), line.text("en")) for line in page.each(key)}


def _expected(path: Path) -> frozenset[date]:
    """Spread the windows of expected.yaml over the years it covers."""
    page = Fields.of_file(path)
    spring = page.inside("spring_festival")
    before, after = spring.number("days_before"), spring.number("days_after")
    found: set[date] = set()
    for new_year in spring.sequence("new_year"):
        if type(new_year) is not date:
            spring.refuse(
                Words("new_year里有不是日期的内容", "new_year holds something else than dates"),
                Words("请写成2027-02-06的样子。", "Write 2027-02-06."),
            )
        found |= _stretch(new_year - before * ONE_DAY, new_year + after * ONE_DAY)
        for window in page.each("every_year"):
            first, last = window.text("from"), window.text("to")
            year = new_year.year
            found |= _stretch(
                date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")
            )
    return frozenset(found)


def _stretch(first: date, last: date) -> set[date]:
    return {first + number * ONE_DAY for number in range((last - first).days + 1)}


def _own_file() -> tuple[Path, ...]:
    """Return the calendar file of this place, where the operator names one."""
    named = os.environ.get("YIMEN_CALENDAR", "")
    return (Path(named),) if named else ()


@dataclass(frozen=True, slots=True)
class Calendars:
    """A first calendar, and those that took its place, each from a day on; oldest first."""

    first: Days
    later: tuple[tuple[date, Days], ...] = ()

    @property
    def newest(self) -> Days:
        """Return the last of them."""
        return self.later[-1][1] if self.later else self.first

    def on(self, day: date) -> Days:
        """Return the one that was known on a day."""
        known = [days for since, days in self.later if since <= day]
        return known[-1] if known else self.first


class DaysInForce(Days):
    """The days that count: of the files and what was published since, or those being tried."""

    __slots__ = ("_kept", "_tried")
    _kept: Calendars
    _tried: ContextVar[Calendars | None]

    def __init__(self, days: Days) -> None:
        """Begin with the days of the files."""
        object.__setattr__(self, "_kept", Calendars(days))
        object.__setattr__(self, "_tried", ContextVar("days", default=None))

    def now(self) -> Calendars:
        """Return the calendars that count here and now."""
        return self._tried.get() or self._kept

    def known_on(self, day: date) -> Days:
        """Return the calendar as it was known on a day: what is published later counts later."""
        return self.now().on(day)

    def since(self, day: date) -> Iterator[Days]:
        """Yield the calendar that was known on a day, then each that took its place."""
        known = self.now()
        yield known.on(day)
        yield from (days for first, days in known.later if first > day)

    def adopt(self, calendars: Calendars) -> None:
        """Count by these from now on, in the whole process."""
        object.__setattr__(self, "_kept", calendars)

    @contextmanager
    def instead(self, calendars: Calendars) -> Iterator[None]:
        """Count by these within a block, and nowhere else."""
        before = self._tried.set(calendars)
        try:
            yield
        finally:
            self._tried.reset(before)

    @property
    def rest(self) -> dict[date, Words]:
        """Return the days of rest that are named."""
        return self.now().newest.rest

    @property
    def work(self) -> dict[date, Words]:
        """Return the working days that are named."""
        return self.now().newest.work

    @property
    def years(self) -> frozenset[int]:
        """Return the years whose calendar is out."""
        return self.now().newest.years

    @property
    def local(self) -> frozenset[date]:
        """Return the days that the place has changed."""
        return self.now().newest.local

    @property
    def expected(self) -> frozenset[date]:
        """Return the days that may yet be declared holidays."""
        return self.now().newest.expected


DAYS = DaysInForce(Days.load(*_own_file()))
