"""What counts here and now: the rules of the files, those published since, or those being tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from yimen.law.days import DAYS, Calendars, Days, DaysInForce
from yimen.law.limits import LIMITS, Limits, LimitsInForce, NoSuchLimit
from yimen.law.reading import Fields

HANDLING = LIMITS.latest("handling")
SHORT = Limits([replace(HANDLING, days=9)])
NEW = date(2027, 1, 1)


def test_limits_that_are_adopted_count_and_those_of_the_files_are_remembered() -> None:
    force = LimitsInForce(SHORT)
    assert (force.files, force.latest("handling").days) == (SHORT, 9)
    force.adopt(Limits([replace(HANDLING, days=8)]))
    assert (force.files, force.latest("handling").days) == (SHORT, 8)
    with force.instead(Limits([replace(HANDLING, days=7)])):
        assert force.latest("handling").days == 7
        with force.instead(Limits([replace(HANDLING, days=6)])):
            assert force.latest("handling").days == 6
        assert force.latest("handling").days == 7
    with pytest.raises(ZeroDivisionError), force.instead(SHORT):
        _ = 1 / 0
    assert force.latest("handling").days == 8


def test_more_versions_take_the_place_of_those_of_the_same_day_and_keep_the_places() -> None:
    again, later = replace(HANDLING, days=9), replace(HANDLING, days=8, in_force_from=NEW)
    changed = LIMITS.changed([again, later])
    assert changed.versions("handling") == (*LIMITS.versions("handling")[:-1], again, later)
    assert changed.versions("dispatch") == LIMITS.versions("dispatch")
    assert (changed.profiles(), changed.names()) == (LIMITS.profiles(), LIMITS.names())
    assert changed.about("futian") == LIMITS.about("futian")


def test_limits_are_named_by_their_ids_the_laws_first() -> None:
    ids = [(LIMITS.latest(name).profile, LIMITS.latest(name).id) for name in LIMITS.names()]
    assert ids == sorted(ids)
    assert [pair for pair in ids if not pair[0]] == [
        ("", LIMITS.latest(name).id) for name in LIMITS.statutory()
    ]
    unnamed = Limits([replace(HANDLING, name="handling", id="")])
    with pytest.raises(NoSuchLimit, match=r'called "XXXX"\. Choose one of these: handling\.'):
        unnamed.versions("XXXX")


def calendar(published: int, *rest: date) -> Days:
    days = [{"day": day, "zh": "假", "en": "free"} for day in rest]
    page = Fields("change", "", {"published": [published], "rest": days})
    return DAYS.now().first.changed(page)


def test_days_that_are_adopted_count_and_each_day_has_the_calendar_it_knew() -> None:
    first, second = calendar(2027), calendar(2028, date(2027, 3, 1))
    force = DaysInForce(first)
    assert (force.now(), force.years) == (Calendars(first), first.years)
    assert list(force.since(date(2026, 1, 1))) == [first]
    force.adopt(Calendars(first, ((NEW, second),)))
    assert force.known_on(date(2026, 12, 31)) is first
    assert force.known_on(NEW) is second
    assert list(force.since(date(2026, 12, 31))) == [first, second]
    assert list(force.since(NEW)) == list(force.since(date(2027, 5, 1))) == [second]
    for name in ("rest", "work", "years", "local", "expected"):
        assert getattr(force, name) == getattr(second, name), name
    with force.instead(Calendars(first)):
        assert force.is_working(date(2027, 3, 1))
    assert not force.is_working(date(2027, 3, 1))


def test_a_calendar_alone_is_known_on_every_day() -> None:
    alone = calendar(2027)
    assert alone.known_on(date(1999, 1, 1)) is alone
    assert list(alone.since(date(1999, 1, 1))) == [alone]


def test_of_several_calendars_the_newest_counts() -> None:
    first, second, third = calendar(2027), calendar(2028), calendar(2029)
    known = Calendars(first, ((NEW, second), (date(2028, 1, 1), third)))
    assert (known.newest, Calendars(first).newest) == (third, first)
    assert [known.on(date(year, 6, 1)) for year in (2026, 2027, 2028, 2029)] == [
        first, second, third, third,
    ]  # fmt: skip
