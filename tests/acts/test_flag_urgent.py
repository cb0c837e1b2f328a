"""Marking an event as urgent: it must be reported the same day, rest day or not."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import District

from yimen.casework.actions.flag_urgent import flag_urgent
from yimen.casework.urgent import FlaggedAlready

SATURDAY = make.on("2025-03-08")


def test_the_report_is_due_on_the_same_day_even_on_a_saturday(district: District):
    case = make.a_petition(district, "handled")
    flag_urgent(case.demand, by=district["handler"], at=SATURDAY)
    assert after.running(case.demand)["urgent_report"] == "2025-03-08"
    assert after.running(case.demand)["handling"] == "2025-05-06"
    assert make.demand_of(case).state == "handling"
    assert after.differences(case) == []


def test_it_is_marked_once(district: District):
    case = make.a_petition(district, "handled")
    flag_urgent(case.demand, by=district["handler"], at=SATURDAY)
    with after.nothing_changes(), pytest.raises(FlaggedAlready):
        flag_urgent(case.demand, by=district["head"], at=SATURDAY)


def test_whoever_sees_it_marks_it(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes():
        tried = after.outcomes(
            case, lambda by: flag_urgent(case.demand, by=by, at=make.on("2025-02-27"))
        )
    assert {who for who, what in tried.items() if what == "done"} == {
        "receptionist", "screener", "supervisor", "handler", "second_handler", "head", "system",
    }  # fmt: skip
