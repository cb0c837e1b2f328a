"""Proposing the simplified procedure: short promises beside the limits, and who is left out."""

from __future__ import annotations

import pytest
from tests import make, sent
from tests.acts import after
from tests.make import District

from yimen.casework.actions.forward import forward
from yimen.casework.actions.propose_simple import propose_simple
from yimen.casework.actions.screen import screen
from yimen.casework.guards import NotScreened
from yimen.casework.simple import NotSimple, ProposedAlready

AT = make.on("2025-02-25")


def test_c30_and_c31_run_beside_the_ordinary_limits(district: District):
    case = make.a_petition(district, "screened")
    sent.a_proposal(case)
    assert after.running(case.demand) == {
        "dispatch": "2025-03-11",
        "simple_dispatch": "2025-02-27",
    }
    forward(case.demand, to=district.housing.pk, by=district["screener"], at=AT)
    assert after.running(case.demand) == {
        "acceptance_notice": "2025-03-12",
        "objection": "2025-03-04",
        "simple_acceptance": "2025-02-28",
    }
    assert after.differences(case) == []


def test_at_the_organ_itself_the_days_to_decide_count_from_its_receipt(district: District):
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, "registered", filing=filing)
    by, at = district["handler"], make.on("2025-02-27")
    screen(case.demand, kind="claim", category=make.CATEGORY, route=6, by=by, at=at)
    propose_simple(case.demand, ground="clear", by=by, at=at)
    assert after.running(case.demand) == {
        "direct_notice": "2025-03-11",
        "simple_acceptance": "2025-02-27",
    }
    assert after.differences(case) == []


def test_an_ordinary_dispatch_has_no_short_promise(district: District):
    case = make.a_petition(district, "dispatched")
    assert "simple_acceptance" not in after.clocks(case.demand)


def test_it_is_proposed_once(district: District):
    case = make.a_petition(district, "screened")
    sent.a_proposal(case)
    with after.nothing_changes(), pytest.raises(ProposedAlready):
        sent.a_proposal(case)


def test_what_nobody_screened_is_not_proposed(district: District):
    case = make.a_petition(district, "registered")
    with after.nothing_changes(), pytest.raises(NotScreened):
        sent.a_proposal(case)


def test_what_many_ask_or_another_procedure_answers_is_not_simple(district: District):
    many = make.a_filing(district, headcount=5)
    for case in (
        make.a_petition(district, "screened", filing=many),
        make.a_petition(district, "screened", route=4),
        make.a_petition(district, "screened", kind="accusation", route=None),
    ):
        with after.nothing_changes(), pytest.raises(NotSimple):
            propose_simple(case.demand, ground="clear", by=district["screener"], at=AT)
