"""Recount: a provisional date is counted again when the calendar of its year comes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District
from tests.pages import citizen

from yimen.access.actor import SYSTEM, Actor
from yimen.casework import serving, tasks
from yimen.casework.actions.accept import accept
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.actions.extend import extend
from yimen.casework.actions.forward import forward
from yimen.casework.actions.mark_breach import mark_breach
from yimen.casework.actions.recount import recount
from yimen.casework.actions.serve import serve
from yimen.casework.actions.tell_extension import tell_extension
from yimen.casework.queries.file import clock_shown
from yimen.casework.queries.overdue import uncertain
from yimen.norms import published
from yimen.ops.build import compile_messages
from yimen.registry import verifying
from yimen.registry.models import Clock

#: Published on 20 December 2026: New Year, and Spring Festival from 5 to 11 February 2027.
REST = ["01-01", *(f"02-{day:02}" for day in range(5, 12))]
CALENDAR = f"""
title: {{zh: 2027年放假安排, en: Holidays of 2027}}
from: 2026-12-20
calendar:
  published: [2027]
  rest: [{", ".join(f"{{day: 2027-{day}, zh: 放假, en: holiday}}" for day in REST)}]
  work: [{{day: 2027-02-14, zh: 调休上班日, en: make-up working day}}]
"""
OUT = make.on("2026-12-20", "00:00")


@pytest.fixture(autouse=True)
def _no_calendar_left_behind() -> Iterator[None]:
    yield
    published.count_by([], date(2026, 1, 1))


def comes_out() -> None:
    published.count_by([CALENDAR], date(2026, 12, 20))


def accepted(district: District, day: str = "2026-12-10") -> Case:
    """Bring a matter to where it is accepted on a day: its sixty days reach into the next year."""
    case = make.a_petition(district, "dispatched")
    by = district["handler"]
    accept(case.demand, handler=by.id, by=by, at=make.on(day))
    return case


def clock(case: Case, limit: str = "handling") -> Clock:
    return Clock.objects.get(demand=case.demand, limit=limit, stopped_on=None)


def again(case: Case, limit: str = "handling", by: Actor = SYSTEM) -> Clock | None:
    return recount(case.demand, clock=clock(case, limit).pk, by=by, at=OUT)


def test_only_the_system_counts_again(district: District):
    case = accepted(district)
    comes_out()
    assert after.outcomes(case, lambda by: again(case, by=by)) == {"system": "done"}


def test_an_answer_due_in_the_holidays_is_due_after_them_and_the_file_says_so(district: District):
    case = accepted(district)
    since = len(after.lines(case))
    assert (clock(case).due_on, clock(case).is_provisional) == (date(2027, 2, 8), True)
    comes_out()
    again(case)
    assert (clock(case).due_on, clock(case).is_provisional) == (date(2027, 2, 12), False)
    assert make.demand_of(case).due_on == date(2027, 2, 12)
    assert after.new_lines(case, since) == [
        {
            "kind": "recount",
            "demands": [1],
            "role": "system",
            "limit": "handling",
            "due_on": "2027-02-12",
            "was_on": "2027-02-08",
            "clocks": {"1": {"handling": {"due": "2027-02-12"}}},
        }
    ]
    assert list(verifying.verify()) == []
    with after.nothing_changes():
        assert again(case) is None


def test_without_a_new_calendar_nothing_changes(district: District):
    case = accepted(district)
    with after.nothing_changes():
        assert again(case) is None
    assert uncertain(OUT, size=10) == []


def test_a_date_that_was_certain_is_left_alone(district: District):
    case = accepted(district, "2025-03-03")
    comes_out()
    with after.nothing_changes():
        assert again(case) is None


@pytest.mark.parametrize(
    ("served", "told"),
    [
        ("2026-12-02", "2027-01-04"),  # the same day, and certain now
        ("2027-01-08", "2027-02-15"),  # by the calendar it were the 12th already
        ("2027-01-15", "2027-02-15"),  # the 14th is a Sunday on which offices work: not nearer
    ],
)
def test_a_last_day_of_the_petitioners_own_never_comes_nearer(
    district: District, monkeypatch: pytest.MonkeyPatch, served: str, told: str
):
    monkeypatch.setattr(serving, "now", lambda: make.on("2027-02-01"))
    case = make.a_petition(district, "printed")
    serve(
        case.opinion,
        method="in_person",
        proved=make.SIGNED,
        by=district["handler"],
        at=make.on(served),
    )
    assert clock(case, "review_request").due_on == date.fromisoformat(told)
    comes_out()
    again(case, "review_request")
    found = clock(case, "review_request")
    assert (found.due_on, found.is_provisional) == (date.fromisoformat(told), False)
    assert list(verifying.verify()) == []


def test_working_days_move_with_the_days_on_which_offices_work(
    district: District,
):
    case = make.a_petition(district, "screened")
    forward(case.demand, to=district.housing.pk, by=district["screener"], at=make.on("2026-12-30"))
    assert clock(case, "objection").due_on == date(2027, 1, 6)
    comes_out()
    again(case, "objection")
    assert clock(case, "objection").due_on == date(2027, 1, 7)  # 1 January does not count
    assert list(verifying.verify()) == []


def test_the_page_explains_the_date_by_the_calendar_that_came_out(district: District):
    case = accepted(district)
    before = clock_shown(clock(case), date(2026, 12, 15)).due
    comes_out()
    again(case)
    found = clock_shown(clock(case), date(2026, 12, 21)).due
    assert before is not None
    assert found is not None
    assert "尚未公布" in before.because.zh
    assert "尚未公布" not in found.because.zh
    assert "2027年2月12日" in found.because.zh


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "放假安排已经公布"), ("en", "The holidays were announced")]
)
def test_she_reads_on_her_page_which_day_it_was(district: District, language: str, words: str):
    compile_messages()
    case = accepted(district)
    comes_out()
    again(case)
    browser = citizen.browser(language)
    opened = browser.post("/track/", {"number": case.number, "query_code": case.code})
    page = browser.get(opened["location"]).content.decode()
    assert words in page
    said = page[page.index(words) :][:200]
    assert "2027" in said
    assert "12" in said


def test_an_extension_told_later_is_counted_again_too(district: District):
    case = accepted(district)
    comes_out()
    again(case)
    by, head = district["handler"], district["head"]
    ask_extension(
        case.demand, days=30, reason="案情复杂，需要鉴定", by=by, at=make.on("2026-12-21")
    )
    extend(case.demand, by=head, at=make.on("2026-12-22"))
    tell_extension(case.demand, by=SYSTEM, at=make.on("2026-12-23"))
    assert clock(case).due_on >= date(2027, 3, 10)
    recount(case.demand, clock=clock(case).pk, by=SYSTEM, at=make.on("2026-12-24", "00:00"))
    assert (clock(case).due_on, clock(case).is_provisional) == (date(2027, 3, 10), False)
    assert list(verifying.verify()) == []


def test_the_job_counts_everything_again_in_batches_and_a_second_run_nothing(
    district: District, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tasks, "A_BATCH", 1)
    monkeypatch.setattr(tasks, "now", lambda: OUT)
    cases = [accepted(district) for _ in range(2)]
    comes_out()
    assert len(uncertain(OUT, size=10)) == 2
    tasks.recount_dates(0)
    tasks.recount_dates(0, after=clock(cases[0]).pk)
    assert {clock(case).due_on for case in cases} == {date(2027, 2, 12)}
    assert uncertain(OUT, size=10) == []
    with after.nothing_changes():
        tasks.recount_dates(0)


def test_a_missed_date_is_judged_by_the_date_that_was_counted_again(district: District):
    case = accepted(district)
    comes_out()
    again(case)
    number = clock(case).pk
    with after.nothing_changes():
        in_time = mark_breach(case.demand, clock=number, by=SYSTEM, at=make.on("2027-02-12"))
    assert in_time is None
    found = mark_breach(case.demand, clock=number, by=SYSTEM, at=make.on("2027-02-13"))
    assert found is not None
    assert (found.code, found.due_on) == ("B45-1", date(2027, 2, 12))
    assert list(verifying.verify()) == []
