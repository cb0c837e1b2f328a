"""Reporting up: the bureau's time is met, and the decision has a day of its own."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District
from tests.sent import WHY

from yimen.access.actor import Actor
from yimen.casework.actions.report_up import report_up
from yimen.casework.ruling import NotAbove
from yimen.registry.models import Ruling

AT = make.on("2025-02-25")


def up(case: Case, by: Actor | None = None, to: str = "government") -> None:
    organ = case.district.organs[to].pk
    report_up(case.demand, to=organ, reason=WHY, by=by or case.district["screener"], at=AT)


def test_the_government_has_it_and_a_day_to_decide(district: District):
    case = make.a_petition(district, "screened")
    up(case)
    demand = make.demand_of(case)
    assert (demand.state, demand.owner_id) == (
        "referred_up",
        district.organs["government"].pk,
    )
    assert after.clocks(case.demand)["dispatch"] == ("2025-02-24", "2025-03-11", "2025-02-25")
    assert after.running(case.demand) == {
        "competence_decision": "2025-03-04",
        "forwarding_chain": "2025-03-11",
    }
    assert Ruling.objects.get(demand=demand).cause == "report"
    assert after.letters_asked_for()[-1] == "referral_letter"
    assert after.differences(case) == []


def test_only_who_sends_it_on_reports_it_up(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes():
        assert after.outcomes(case, lambda by: up(case, by))["screener"] == "done"


def test_a_department_is_not_above(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(NotAbove):
        up(case, to="housing")
