"""Upholding a dispatch: the objection is not founded; the organ keeps it, and its time ran on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.accept import accept
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.guards import AnotherOrgansTurn, SamePerson, SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Dispatch, Objection

AT = make.on("2025-03-03")
WHY = " 该路段未移交，仍由你局管养 "


def upheld(case: Case, by: Actor | None = None, reason: str = WHY) -> None:
    uphold_dispatch(case.demand, reason=reason, by=by or case.district["screener"], at=AT)


def test_the_screener_of_whoever_sent_it_decides_and_nobody_else(district: District):
    case = make.a_petition(district, "objected")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: upheld(case, by))
    assert tried == {"screener": "done"}


def test_whoever_objected_does_not_decide_in_another_post(district: District):
    case = make.a_petition(district, "objected")
    screener = replace(district["screener"], id=district["handler"].id)
    with after.nothing_changes(), pytest.raises(SamePerson):
        upheld(case, screener)


def test_it_stays_with_the_organ_and_the_first_dates_stand(district: District):
    case = make.a_petition(district, "objected")
    upheld(case)
    demand = make.demand_of(case)
    assert (demand.state, demand.owner_id, demand.sent_as) == (
        "dispatched",
        district.housing.pk,
        "forward",
    )
    assert after.clocks(case.demand) == {
        "register": ("2025-02-24", "2025-02-24", "2025-02-24"),
        "dispatch": ("2025-02-24", "2025-03-11", "2025-02-25"),
        "acceptance_notice": ("2025-02-25", "2025-03-12", ""),
        "objection": ("2025-02-25", "2025-03-04", "2025-02-27"),
        "objection_check": ("2025-02-27", "2025-03-04", "2025-03-03"),
    }
    row = Objection.objects.get(demand=demand)
    assert (row.decision, row.answer) == ("upheld", WHY.strip())
    assert Dispatch.objects.get(demand=demand).outcome == "open"


def test_it_leaves_one_line_and_one_letter(district: District):
    case = make.a_petition(district, "objected")
    upheld(case)
    row = Objection.objects.get(demand=case.demand)
    assert after.new_lines(case, 5) == [
        {
            "kind": "uphold_dispatch",
            "demands": [1],
            "role": "screener",
            "to_organ": district.housing.pk,
            "dispatch": row.dispatch_id,
            "objection": row.pk,
        }
    ]
    (job,) = after.jobs()[4:]
    assert (job["kind"], job["subject"]) == ("objection_reply", row.pk)
    assert after.differences(case) == []


def test_the_organ_takes_it_up_then(district: District):
    case = make.a_petition(district, "objected")
    upheld(case)
    accept(case.demand, by=district["handler"], at=AT)
    assert make.demand_of(case).state == "accepted"
    assert Dispatch.objects.get(demand=case.demand).outcome == "accepted"
    assert after.differences(case) == []


def test_a_check_that_comes_late_is_late_and_still_decides(district: District):
    case = make.a_petition(district, "objected")
    at = make.on("2025-03-10")
    uphold_dispatch(case.demand, reason=WHY, by=district["screener"], at=at)
    assert after.clocks(case.demand)["objection_check"] == (
        "2025-02-27",
        "2025-03-04",
        "2025-03-10",
    )
    assert after.differences(case) == []


@pytest.mark.parametrize("reason", ["", "  ", "不对"])
def test_the_organ_is_told_why(district: District, reason: str):
    case = make.a_petition(district, "objected")
    with after.nothing_changes(), pytest.raises(SayWhy):
        upheld(case, reason=reason)


def test_the_organ_does_not_decide_on_its_own_objection(district: District):
    case = make.a_petition(district, "objected")
    own = make.an_officer(district, "screener", district.housing)
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        upheld(case, own)


def test_nothing_is_upheld_that_nobody_objected_to(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        upheld(case)
