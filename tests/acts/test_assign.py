"""Assigning: as forwarding, and the organ owes a closing report by a day."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.assign import assign
from yimen.casework.guards import AlreadyThere, AnotherOrgansTurn, DueInThePast, NotScreened
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Dispatch

AT = make.when("send")
REPORT_BY = date(2025, 3, 31)


def assigned(case: Case, by: Actor | None = None, report_by: date = REPORT_BY, to: int = 0) -> None:
    district = case.district
    by = by or district["screener"]
    assign(case.demand, to=to or district.housing.pk, report_by=report_by, by=by, at=AT)


def test_the_screener_may_assign_and_nobody_else(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: assigned(case, by))
    assert tried == {"screener": "done", "system": "done"}


def test_the_report_has_the_day_that_was_set_even_a_sunday(district: District):
    case = make.a_petition(district, "screened")
    assigned(case, report_by=date(2025, 3, 30))
    assert after.running(case.demand) == {
        "acceptance_notice": "2025-03-12",
        "objection": "2025-03-04",
        "assigned_report": "2025-03-30",
    }
    sent = Dispatch.objects.get(demand=case.demand)
    assert (sent.kind, sent.report_by) == ("assign", date(2025, 3, 30))
    assert make.demand_of(case).sent_as == "assign"


def test_it_leaves_one_line_and_tells_both_sides(district: District):
    case = make.a_petition(district, "screened")
    assigned(case)
    assert after.new_lines(case, 3) == [
        {
            "kind": "assign",
            "demands": [1],
            "role": "screener",
            "to_organ": district.housing.pk,
            "dispatch": Dispatch.objects.get(demand=case.demand).pk,
            "report_by": "2025-03-31",
            "clocks": {
                "1": {
                    "acceptance_notice": {"due": "2025-03-12"},
                    "objection": {"due": "2025-03-04"},
                    "assigned_report": {"due": "2025-03-31"},
                }
            },
        }
    ]
    assert after.letters_asked_for(1) == ["assignment_letter", "forwarding_notice"]
    assert after.differences(case) == []


@pytest.mark.usefixtures("db")
def test_futians_promise_is_for_forwarded_matters_only():
    district = make.a_district(profile="futian")
    sent = {
        kind: make.a_petition(district, "accepted", report_by=report_by)
        for kind, report_by in (("forward", None), ("assign", REPORT_BY))
    }
    assert set(after.running(sent["forward"].demand)) == {"handling", "futian.handling"}
    assert set(after.running(sent["assign"].demand)) == {"handling", "assigned_report"}
    assert [after.differences(case) for case in sent.values()] == [[], []]


@pytest.mark.usefixtures("db")
def test_one_demand_forwarded_and_one_assigned_keep_their_own_clocks():
    district = make.a_district(profile="futian")
    case = make.a_petition(district, "screened", asks=2)
    from yimen.casework.actions.accept import accept
    from yimen.casework.actions.forward import forward

    first, second = case.demands
    forward(first, to=district.housing.pk, by=district["screener"], at=AT)
    assign(second, to=district.housing.pk, report_by=REPORT_BY, by=district["screener"], at=AT)
    for demand in (first, second):
        accept(demand, by=district["handler"], at=make.when("accept"))
    assert set(after.running(first)) == {"handling", "futian.handling"}
    assert set(after.running(second)) == {"handling", "assigned_report"}
    assert after.differences(case) == []


@pytest.mark.parametrize("day", [date(2025, 2, 25), date(2025, 2, 1)])
def test_a_report_is_due_on_a_day_to_come(district: District, day: date):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(DueInThePast):
        assigned(case, report_by=day)


def test_what_stops_a_forwarding_stops_an_assignment(district: District):
    case = make.a_petition(district, "registered")
    with after.nothing_changes(), pytest.raises(NotScreened):
        assigned(case)
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(AlreadyThere):
        assigned(case, to=district.bureau.pk)


@pytest.mark.parametrize("until", ["lodged", "dispatched", "handled", "concluded"])
def test_it_is_assigned_from_the_register_only(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises((NotAllowedNow, AnotherOrgansTurn)):
        assigned(case, to=district.urban.pk)
