"""Reporting an urgent event: to those who can act, and the matter itself goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import make
from tests.acts import after
from tests.make import District

from yimen.casework.actions.flag_urgent import flag_urgent
from yimen.casework.actions.report_urgent import report_urgent
from yimen.casework.urgent import KnownLater, ReportIncomplete, Urgent

AT = make.on("2025-03-08")
REPORT = Urgent(
    recipients="一门区人民政府、区应急管理局",
    event="堤坝渗水，下游三百户可能被淹。",
    happened="3月8日早上七时",
    place="沙河街道河湾社区",
    affected="三百户居民",
    measures="已通知街道组织转移。",
    known_at=AT,
)


def test_it_is_reported_and_the_matter_goes_on(district: District):
    case = make.a_petition(district, "handled")
    flag_urgent(case.demand, by=district["handler"], at=AT)
    report_urgent(case.demand, report=REPORT, by=district["handler"], at=AT)
    assert after.clocks(case.demand)["urgent_report"][2] == "2025-03-08"
    assert make.demand_of(case).state == "handling"
    assert after.letters_asked_for()[-1] == "urgent_report"
    assert after.differences(case) == []


def test_nobody_needs_to_mark_before_reporting(district: District):
    case = make.a_petition(district, "lodged")
    report_urgent(case.demand, report=REPORT, by=district["receptionist"], at=AT)
    assert after.differences(case) == []


def test_a_report_that_lacks_something_goes_nowhere(district: District):
    case = make.a_petition(district, "handled")
    for lacking, wrong in (
        (replace(REPORT, measures=" "), ReportIncomplete),
        (replace(REPORT, known_at=make.on("2025-03-09")), KnownLater),
    ):
        with after.nothing_changes(), pytest.raises(wrong):
            report_urgent(case.demand, report=lacking, by=district["handler"], at=AT)
