"""The only pause there is: the days of a hearing are not counted in a recheck (art. 36)."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from tests import ground, make
from tests.acts import after, hearings
from tests.make import Case, District

from yimen.access.rls import act_as
from yimen.casework.actions.ask_hearing import ask_hearing
from yimen.casework.actions.call_hearing import call_hearing
from yimen.casework.actions.close_hearing import close_hearing
from yimen.casework.actions.conclude_hearing import conclude_hearing
from yimen.casework.actions.grant_hearing import grant_hearing
from yimen.casework.actions.open_hearing import open_hearing
from yimen.casework.hearing import HearingNotOver
from yimen.casework.queries.file import file_of
from yimen.casework.queries.matter import matter_for
from yimen.casework.queries.mine import my_file
from yimen.law.clock import DayKind, calendar_of
from yimen.law.days import DAYS
from yimen.registry.models import HearingDays

ASKED, GRANTED, CALLED = make.on("2025-05-14"), make.on("2025-05-15"), make.on("2025-05-16")
OPENED, CLOSED = make.on("2025-05-26", "09:00"), make.on("2025-05-28", "12:00")
#: Asked for on 12 May: without a hearing due on 11 June, with three days of one on 14 June, which
#: is a Saturday, so on the Monday after.
WITHOUT, WITH = "2025-06-11", "2025-06-16"


def called(district: District, ends_on: date | None = date(2025, 5, 27)) -> Case:
    case = make.a_petition(district, "recheck_accepted")
    by, head = district["rechecker"], district["recheck_head"]
    ask_hearing(case.demand, reason=hearings.WHY, by=case.petitioner, at=ASKED)
    grant_hearing(case.demand, reason=hearings.WHY, by=head, at=GRANTED)
    plan = hearings.a_plan(case, chair=head.id, opens_at=OPENED, ends_on=ends_on)
    call_hearing(case.demand, plan=plan, by=by, at=CALLED)
    return case


def recheck_due(case: Case) -> str:
    return after.running(case.demand)["recheck_opinion"]


def test_nothing_is_left_out_before_it_opens(district: District):
    assert recheck_due(called(district)) == WITHOUT


def test_from_its_opening_to_its_end_no_day_is_counted(district: District):
    case = called(district)
    open_hearing(case.demand, by=district["rechecker"], at=OPENED)
    assert recheck_due(case) == "2025-06-13"  # as planned: two days
    assert after.differences(case) == []
    close_hearing(case.demand, spoken=hearings.SPOKEN, by=district["rechecker"], at=CLOSED)
    assert recheck_due(case) == WITH  # as held: three
    demand = make.demand_of(case)
    assert demand.due_on is not None
    assert after.differences(case) == []
    (row,) = HearingDays.objects.filter(demand=case.demand)
    assert (row.first_on, row.last_on) == (date(2025, 5, 26), date(2025, 5, 28))


def test_one_that_ends_before_its_planned_day_leaves_out_no_more_than_it_took(district: District):
    case = called(district, ends_on=date(2025, 6, 10))
    open_hearing(case.demand, by=district["rechecker"], at=OPENED)
    assert recheck_due(case) > WITH
    close_hearing(case.demand, spoken=hearings.SPOKEN, by=district["rechecker"], at=CLOSED)
    assert recheck_due(case) == WITH
    assert after.differences(case) == []


def held(district: District) -> Case:
    case = called(district)
    open_hearing(case.demand, by=district["rechecker"], at=OPENED)
    close_hearing(case.demand, spoken=hearings.SPOKEN, by=district["rechecker"], at=CLOSED)
    return case


def test_the_line_says_which_days_and_which_date_they_make(district: District):
    line = after.lines(held(district))[-1]
    assert (line.kind, line.facts["first_on"], line.facts["last_on"]) == (
        "close_hearing",
        "2025-05-26",
        "2025-05-28",
    )
    assert line.facts["clocks"] == {"1": {"recheck_opinion": {"due": WITH}}}


@pytest.mark.parametrize("hers", [False, True])
def test_why_this_date_shows_the_days_of_the_hearing(district: District, hers: bool):  # noqa: FBT001  # a column of the table
    case = held(district)
    on = date(2025, 5, 29)
    if hers:
        act_as(case.petitioner)
        found = my_file(case.petitioner, at=CLOSED, on=on).demands[0].clocks
    else:
        actor = district["rechecker"]
        act_as(actor)
        found = file_of(actor, case.petition, at=CLOSED, on=on).demands[0].clocks
    due = next(clock.due for clock in found if clock.limit == "recheck_opinion")
    assert due is not None
    assert "（听证3日不计入）" in due.because.zh
    drawn = calendar_of(due.start, due.limit, DAYS, excluded=due.excluded)
    left_out = [day for day in drawn if day.kind is DayKind.EXCLUDED]
    assert [day.on.isoformat() for day in left_out] == ["2025-05-26", "2025-05-27", "2025-05-28"]
    assert {day.name.zh for day in left_out} == {"听证"}


def test_the_letters_say_that_the_days_are_not_counted(district: District):
    case = held(district)
    outcome = hearings.an_outcome(case)
    conclude_hearing(
        case.demand, outcome=outcome, by=district["recheck_head"], at=make.on("2025-05-29")
    )
    with translation.override("zh-hans"):
        ground.do_jobs()
    notice = str(make.letter_of(case, "hearing_notice").content)
    assert "不计算在复核期限内" in notice
    report = str(make.letter_of(case, "hearing_report").content)
    for word in ("2025年6月16日", "听证3日不计入", "向社会公示"):
        assert word in report, word


def test_the_page_of_the_draft_waits_for_the_end_of_the_hearing(district: District):
    case, by = called(district), district["rechecker"]
    act = matter_for(by, "draft_review", case.petition, case.demand, at=OPENED)
    assert isinstance(act.refusal, HearingNotOver)
