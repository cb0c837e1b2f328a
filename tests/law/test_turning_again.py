"""Counting again: what a calendar that comes out later does to the dates that waited for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.law.test_turning import DAY, turned

from yimen.law.clock import due
from yimen.law.days import DAYS, Calendars
from yimen.law.limits import LIMITS, Bearer
from yimen.law.moves import Move, State
from yimen.law.reading import Fields
from yimen.law.turning import Running, counted_again, explain, lengthen, reckoned


def calendars(published: date, *rest: str) -> Calendars:
    """The files, and a calendar of 2027 that came out on a day, with these days of rest."""
    days = [{"day": date.fromisoformat(day), "zh": "假", "en": "free"} for day in rest]
    first = DAYS.now().first
    page = Fields("change", "", {"published": [2027], "rest": days})
    return Calendars(first, ((published, first.changed(page)),))


def test_counted_again_her_own_last_day_never_comes_nearer_and_an_offices_may() -> None:
    served = date(2027, 4, 3)  # the thirtieth day is 3 May, and holidays are to be expected
    (window, _) = turned(State.OPINION_ISSUED, Move.SERVE, day=served).starts
    assert (window.limit, window.due_on) == ("review_request", date(2027, 5, 6))
    with DAYS.instead(calendars(date(2027, 4, 20))):  # none of them are
        again = counted_again(window, date(2027, 4, 20))
        assert (again.due_on, again.nominal_on) == (date(2027, 5, 6), date(2027, 5, 3))
        assert not again.is_provisional
    with DAYS.instead(calendars(date(2027, 4, 20), "2027-05-03", "2027-05-04", "2027-05-05",
                                "2027-05-06", "2027-05-07")):  # fmt: skip
        assert counted_again(window, date(2027, 4, 19)) == window  # nothing was out yet
        assert counted_again(window, date(2027, 4, 20)).due_on == date(2027, 5, 10)
    office = Running("handling", date(2027, 3, 4), date(2027, 5, 6), date(2027, 5, 3),
                     is_provisional=True)  # fmt: skip
    with DAYS.instead(calendars(date(2027, 4, 20))):
        assert counted_again(office, date(2027, 4, 20)).due_on == date(2027, 5, 3)


def test_a_date_is_explained_by_the_calendar_that_gave_it() -> None:
    rest = ("2027-05-03", "2027-05-04", "2027-06-21")
    with DAYS.instead(calendars(date(2027, 4, 20), *rest)):
        old = Running("handling", date(2027, 3, 4), date(2027, 5, 3), is_provisional=True)
        new = replace(old, due_on=date(2027, 5, 5), is_provisional=False)
        assert (explain(old).on, explain(old).provisional) == (date(2027, 5, 3), True)
        for clock in (old, new):
            found = reckoned(clock)
            assert found is not None
            assert (found.on, found.provisional) == (clock.due_on, clock.is_provisional)
        assert reckoned(replace(old, due_on=date(2027, 5, 4))) is None
        # Accepted when the calendar was out, it was never counted by the one before.
        late = replace(old, started_on=date(2027, 4, 22), due_on=date(2027, 6, 21))
        assert reckoned(late) is None
        # Written as certain though its calendar was not out: said as it was written.
        found = reckoned(replace(old, is_provisional=False))
        assert found is not None
        assert (found.on, found.provisional) == (date(2027, 5, 3), False)


def test_a_lengthened_date_is_certain_once_its_calendar_is_out() -> None:
    clock = Running("handling", DAY, date(2025, 5, 6), date(2025, 5, 2), is_provisional=True)
    assert lengthen(clock, 30) == Running(
        "handling", DAY, date(2025, 6, 3), date(2025, 6, 1), is_provisional=False, extra=30
    )


COUNTED = st.sampled_from(
    [name for name in LIMITS.names() if LIMITS.latest(name).days is not None]
)  # fmt: skip


@given(COUNTED, st.dates(date(2026, 6, 1), date(2027, 3, 1)), st.sets(
    st.dates(date(2027, 1, 1), date(2027, 12, 31)), max_size=40))  # fmt: skip
def test_whatever_calendar_comes_out_a_date_is_never_before_its_start_nor_sooner_for_her(
    name: str, start: date, rest: set[date]
) -> None:
    limit = LIMITS.latest(name)
    found = due(start, limit, DAYS)
    clock = Running(name, start, found.on, found.nominal, found.provisional)
    out = date(2027, 3, 2)
    with DAYS.instead(calendars(out, *map(str, rest))):
        again = counted_again(clock, out)
        assert again.due_on >= (again.nominal_on or start) >= start
        assert not again.is_provisional or again.due_on.year > 2027
        assert counted_again(again, out) == again
        if limit.actor is Bearer.PETITIONER:
            assert again.due_on >= clock.due_on
        if not clock.is_provisional:
            assert again == clock
