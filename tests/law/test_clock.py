"""When is it due? The vectors of the rule book, and what must hold for every date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.law.clock import (
    HEARING,
    DayKind,
    NoDaysInLaw,
    NoPause,
    answer,
    calendar_of,
    days_late,
    due,
)
from yimen.law.days import DAYS
from yimen.law.limit import Anchor, Bearer, Limit, Unit
from yimen.law.limits import LIMITS, NoLimitThen, NotInProfile
from yimen.law.reading import Fields

TODAY = date(2025, 1, 1)
HANDLING = LIMITS.on("handling", TODAY)
OBJECTION = LIMITS.on("objection", TODAY)
REVIEW_REQUEST = LIMITS.on("review_request", TODAY)
# Limits that later work brings: the rule book's vectors for them are kept from the first day.
REVIEW = replace(HANDLING, name="review_opinion", days=30, anchor=Anchor.RECEIVED)
RECHECK = replace(REVIEW, name="recheck_opinion", hearings_excluded=True)
SIMPLE_DECISION = replace(OBJECTION, name="simple_decision", days=3)
SIMPLE_OPINION = replace(OBJECTION, name="simple_opinion", days=10)
CONFIRMATION = replace(REVIEW_REQUEST, name="joint_confirmation")

VECTORS = [
    (
        "T1",
        "2025-09-16",
        LIMITS.on("dispatch", TODAY),
        "2025-10-01",
        "2025-10-09",
    ),  # ends in the national holiday
    ("T2", "2025-03-03", HANDLING, "2025-05-02", "2025-05-06"),  # ends in the May holiday
    (
        "T4",
        "2025-09-26",
        OBJECTION,
        None,
        "2025-10-10",
    ),  # Sunday 28 September counts, 1 to 8 October do not
    ("T5", "2025-01-02", REVIEW_REQUEST, "2025-02-01", "2025-02-05"),  # ends in Spring Festival
    ("T6", "2025-04-02", REVIEW, "2025-05-02", "2025-05-06"),  # ends in the May holiday
    ("T7", "2025-06-10", RECHECK, "2025-07-10", "2025-07-10"),  # a plain Thursday
    ("T8", "2025-04-30", SIMPLE_DECISION, None, "2025-05-08"),  # 1 to 5 May do not count
    ("T9", "2025-05-08", SIMPLE_OPINION, None, "2025-05-22"),  # two plain weekends between
    ("T11", "2025-09-05", CONFIRMATION, "2025-10-05", "2025-10-09"),  # ends in the national holiday
    (
        "T12",
        "2025-01-24",
        OBJECTION,
        None,
        "2025-02-07",
    ),  # Sunday 26 January counts, 28 January to 4 February do not
]

starts = st.dates(min_value=date(2005, 5, 1), max_value=date(2035, 12, 31))
published = st.dates(min_value=date(2005, 5, 1), max_value=date(2026, 9, 1))
kinds = st.sampled_from([Unit.CALENDAR, Unit.WORKING])
numbers = st.integers(min_value=1, max_value=120)
bearers = st.sampled_from(list(Bearer))


def a_limit(days: int = 60, unit: Unit = Unit.CALENDAR, actor: Bearer = Bearer.ORGAN) -> Limit:
    return replace(HANDLING, days=days, unit=unit, actor=actor, rolls=unit is Unit.CALENDAR)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("name", "start", "limit", "nominal", "on"), VECTORS)
def test_the_vectors_of_the_rule_book_hold(
    name: str, start: str, limit: Limit, nominal: str | None, on: str
):
    found = due(day(start), limit, DAYS)
    assert found.nominal == (day(nominal) if nominal else None), name
    assert found.on == day(on), name
    assert not found.provisional


def test_t3_an_extension_counts_from_the_unrolled_day_sixty():
    found = due(date(2025, 3, 3), HANDLING, DAYS, extra=30)
    assert (found.nominal, found.on) == (date(2025, 6, 1), date(2025, 6, 3))  # not 6 May + 30


def test_t7b_ten_hearing_days_are_left_out_of_a_recheck():
    hearing = (date(2025, 6, 20), date(2025, 6, 29))
    found = due(date(2025, 6, 10), RECHECK, DAYS, excluded=[hearing])
    assert (found.nominal, found.on) == (date(2025, 7, 20), date(2025, 7, 21))  # Sunday -> Monday


def test_hearing_days_that_overlap_are_left_out_once():
    twice = [(date(2025, 6, 20), date(2025, 6, 25)), (date(2025, 6, 23), date(2025, 6, 29))]
    once = [(date(2025, 6, 20), date(2025, 6, 29))]
    assert (
        due(date(2025, 6, 10), RECHECK, DAYS, excluded=twice).on
        == due(date(2025, 6, 10), RECHECK, DAYS, excluded=once).on
    )


def test_hearings_are_left_out_of_the_limit_of_a_recheck():
    limit, hearing = LIMITS.latest("recheck_opinion"), [(date(2025, 6, 20), date(2025, 6, 29))]
    plain, longer = (due(date(2025, 6, 10), limit, DAYS, excluded=out) for out in ([], hearing))
    assert (plain.nominal, longer.nominal) == (date(2025, 7, 10), date(2025, 7, 20))


@pytest.mark.parametrize("name", sorted({*LIMITS.names()} - {"recheck_opinion"}))
def test_nothing_else_pauses_a_limit_of_today(name: str):
    limit = LIMITS.latest(name)
    if limit.days is not None:
        with pytest.raises(NoPause, match=name):
            due(TODAY, limit, DAYS, excluded=[(TODAY, TODAY)])


def test_an_assigned_date_is_not_computed_but_asked_for():
    with pytest.raises(NoDaysInLaw, match="assigned_report"):
        due(TODAY, LIMITS.on("assigned_report", TODAY), DAYS)


@pytest.mark.parametrize(
    ("name", "start", "on"),
    [
        ("register", "2025-03-07", "2025-03-07"),  # Friday: the same day
        ("register", "2025-03-08", "2025-03-10"),  # Saturday: Monday
        ("register", "2025-09-28", "2025-09-28"),  # a Sunday on which offices work
        (
            "on_the_spot_notice",
            "2025-03-08",
            "2025-03-08",
        ),  # whoever is there on a Saturday gives it there
    ],
)
def test_at_once_is_the_same_day_and_the_register_waits_for_an_open_door(
    name: str, start: str, on: str
):
    assert due(day(start), LIMITS.on(name, TODAY), DAYS).on == day(on)


@given(starts, numbers, kinds, bearers)
def test_due_comes_after_the_start(start: date, number: int, unit: Unit, actor: Bearer):
    assert due(start, a_limit(number, unit, actor), DAYS).on > start


@given(starts, numbers, kinds, st.integers(min_value=1, max_value=90), bearers)
def test_an_extension_never_brings_the_due_date_nearer(
    start: date, number: int, unit: Unit, extra: int, actor: Bearer
):
    limit = a_limit(number, unit, actor)
    assert due(start, limit, DAYS, extra=extra).on >= due(start, limit, DAYS).on


@given(starts, numbers, kinds, bearers)
def test_one_day_more_is_never_due_sooner(start: date, number: int, unit: Unit, actor: Bearer):
    shorter, longer = a_limit(number, unit, actor), a_limit(number + 1, unit, actor)
    assert due(start, longer, DAYS).on >= due(start, shorter, DAYS).on


@given(starts, st.integers(0, 40), st.integers(0, 15))
def test_hearing_days_never_bring_the_due_date_nearer(start: date, ahead: int, length: int):
    first = start + timedelta(days=ahead)
    hearing = (first, first + timedelta(days=length))
    with_hearing = due(start, RECHECK, DAYS, excluded=[hearing])
    assert with_hearing.on >= due(start, RECHECK, DAYS).on


@given(starts, numbers, bearers)
def test_a_limit_that_rolls_never_ends_on_a_rest_day(start: date, number: int, actor: Bearer):
    found = due(start, a_limit(number, Unit.CALENDAR, actor), DAYS)
    assert DAYS.is_working(found.on)
    assert found.nominal is not None
    assert found.on == found.nominal or not all(
        DAYS.is_surely_working(found.nominal + timedelta(days=ahead))
        for ahead in range((found.on - found.nominal).days)
    )


@given(starts, numbers)
def test_working_days_end_on_a_working_day_and_count_only_such_days(start: date, number: int):
    found = due(start, a_limit(number, Unit.WORKING), DAYS)
    between = (start + timedelta(days=ahead + 1) for ahead in range((found.on - start).days))
    assert DAYS.is_working(found.on)
    assert sum(map(DAYS.is_working, between)) == number


@given(starts, numbers, kinds, bearers)
def test_a_date_is_provisional_only_where_a_year_without_calendar_matters(
    start: date, number: int, unit: Unit, actor: Bearer
):
    found = due(start, a_limit(number, unit, actor), DAYS)
    first = start + timedelta(days=1) if found.nominal is None else found.nominal
    decisive = (first + timedelta(days=ahead) for ahead in range((found.on - first).days + 1))
    assert found.provisional is not all(map(DAYS.is_published, decisive))


@given(st.dates(date(2027, 1, 1), date(2034, 12, 31)), numbers)
def test_without_a_calendar_the_petitioner_has_the_later_date_and_the_office_the_earlier(
    start: date, number: int
):
    office = due(start, a_limit(number, actor=Bearer.ORGAN), DAYS)
    petitioner = due(start, a_limit(number, actor=Bearer.PETITIONER), DAYS)
    assert office.on <= petitioner.on


@given(published, numbers, kinds)
def test_with_a_calendar_petitioner_and_office_count_alike(start: date, number: int, unit: Unit):
    ours, theirs = a_limit(number, unit, Bearer.ORGAN), a_limit(number, unit, Bearer.PETITIONER)
    if due(start, ours, DAYS).on.year <= 2026:
        assert due(start, ours, DAYS).on == due(start, theirs, DAYS).on


def test_a_far_year_gives_a_provisional_date_and_no_error():
    found = due(date(2061, 4, 3), HANDLING, DAYS)
    assert found.provisional
    assert found.on >= date(2061, 6, 2)


@given(starts, numbers, kinds)
def test_the_drawn_calendar_counts_as_the_clock_does(start: date, number: int, unit: Unit):
    limit = a_limit(number, unit)
    found, drawn = due(start, limit, DAYS), calendar_of(start, limit, DAYS)
    assert drawn[0].kind is DayKind.START
    assert (drawn[-1].on, drawn[-1].kind) == (found.on, DayKind.DUE)
    assert [one.number for one in drawn if one.number] == list(range(1, number + 1))


def test_the_drawn_calendar_names_every_day_of_t4():
    drawn = calendar_of(date(2025, 9, 26), OBJECTION, DAYS)
    assert [(one.on.day, one.kind.value, one.number) for one in drawn] == [
        (26, "start", None),
        (27, "weekend", None),
        (28, "make_up", 1),
        (29, "counted", 2),
        (30, "counted", 3),
        *((number, "holiday", None) for number in range(1, 9)),
        (9, "counted", 4),
        (10, "due", 5),
    ]
    assert drawn[6].name.zh == "国庆节"


def test_the_drawn_calendar_shows_hearing_days_and_rolled_days():
    hearing = (date(2025, 6, 20), date(2025, 6, 29))
    drawn = calendar_of(date(2025, 6, 10), RECHECK, DAYS, excluded=[hearing])
    kinds_of = {one.on: one.kind for one in drawn}
    assert kinds_of[date(2025, 6, 24)] is DayKind.EXCLUDED
    assert kinds_of[date(2025, 7, 20)] is DayKind.COUNTED  # the thirtieth, a Sunday
    assert kinds_of[date(2025, 7, 21)] is DayKind.DUE


@pytest.mark.parametrize(
    ("done", "late"),
    [
        ("2025-05-05", 0),  # early
        ("2025-05-06", 0),  # on the day
        ("2025-05-07", 1),
        ("2025-06-05", 30),
    ],
)
def test_lateness_is_counted_in_whole_days_from_the_due_date(done: str, late: int):
    assert days_late(date(2025, 5, 6), day(done)) == late


def test_an_answer_is_plain_and_complete():
    found = answer("handling", date(2025, 3, 3))
    assert (found["nominal"], found["due"], found["provisional"]) == (
        "2025-05-02",
        "2025-05-06",
        False,
    )
    assert found["id"] == "C09"
    assert "劳动节" in str(found["because"])


def test_an_answer_for_a_place_gives_its_own_date_and_the_law_beneath():
    found = answer("handling", date(2025, 3, 3), "futian")
    assert (found["limit"], found["due"]) == ("futian.handling", "2025-04-02")
    beneath = found["statutory"]
    assert isinstance(beneath, dict)
    assert beneath["due"] == "2025-05-06"


def test_an_answer_compares_only_limits_that_start_together():
    found = answer(
        "handling", date(2025, 3, 3), "xingguo"
    )  # from receipt; the law: from acceptance
    assert (found["due"], found["statutory"]) == ("2025-03-24", None)


def test_an_answer_before_the_rule_existed_is_refused():
    with pytest.raises(NoLimitThen, match="no version in force on 1999-12-31"):
        answer("handling", date(1999, 12, 31))


def test_an_answer_for_a_place_that_promises_nothing_is_refused():
    with pytest.raises(NotInProfile, match="futian"):
        answer("objection", date(2025, 3, 3), "futian")


def test_an_answer_says_all_of_it_in_plain_words():
    found = answer("objection", date(2025, 3, 3))
    assert found == {
        "limit": "objection",
        "id": "C06",
        "profile": "",
        "title": OBJECTION.title.as_dict(),
        "from": "2025-03-03",
        "days": 5,
        "unit": "working",
        "nominal": None,
        "due": "2025-03-10",
        "provisional": False,
        "because": due(date(2025, 3, 3), OBJECTION, DAYS).because.as_dict(),
        "law": {"zh": OBJECTION.law.zh, "en": OBJECTION.law.en},
        "mark": "G",
        "version": "2022-05-01",
    }
    assert answer("handling", date(2025, 3, 3), "futian")["profile"] == "futian"


def test_a_date_keeps_the_calendar_by_which_it_was_counted():
    ours = DAYS.now().first.changed(Fields("ours", "", {"published": [2099]}))
    for limit in (HANDLING, replace(HANDLING, rolls=False), OBJECTION):
        assert due(TODAY, limit, ours).days is ours
    left_out = ((date(2025, 1, 2), date(2025, 1, 3)),)
    for limit in (RECHECK, replace(RECHECK, rolls=False), replace(RECHECK, unit=Unit.WORKING)):
        assert due(TODAY, limit, ours, excluded=left_out).excluded == left_out


def test_a_date_that_rolls_into_a_year_without_calendar_is_provisional():
    rest = {"rest": [{"day": date(2026, 12, 31), "zh": "假", "en": "free"}]}
    ours = DAYS.now().first.changed(Fields("ours", "", rest))
    found = due(date(2026, 12, 1), replace(HANDLING, days=30), ours)
    assert (found.nominal, found.on) == (date(2026, 12, 31), date(2027, 1, 1))
    assert found.provisional


def test_the_drawn_calendar_names_hearings_extensions_and_days_to_come():
    hearing = (date(2025, 6, 20), date(2025, 6, 29))
    drawn = {one.on: one for one in calendar_of(date(2025, 6, 10), RECHECK, DAYS,
                                                excluded=[hearing])}  # fmt: skip
    assert drawn[date(2025, 6, 20)].name == drawn[date(2025, 6, 29)].name == HEARING
    assert drawn[date(2025, 6, 19)].name.zh == "星期四"
    longer = calendar_of(date(2025, 3, 3), HANDLING, DAYS, extra=30)
    assert (longer[-1].on, max(one.number or 0 for one in longer)) == (date(2025, 6, 3), 90)
    beyond = calendar_of(date(2026, 12, 30), replace(HANDLING, days=2), DAYS)
    assert [one.provisional for one in beyond[:3]] == [False, False, True]
