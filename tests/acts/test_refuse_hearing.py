"""Refusing a hearing, or calling it off before it opens."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.refuse_hearing import refuse_hearing
from yimen.casework.guards import SayWhy
from yimen.casework.hearing import HearingUnderWay, NoHearingAsked


def refused(case: make.Case, by: Actor | None = None, reason: str = "事实清楚，无需听证") -> None:
    by = by or case.district["head"]
    refuse_hearing(case.demand, reason=reason, by=by, at=hearings.CLOSED)


def test_both_clocks_end_and_another_can_be_asked_for(district: District):
    case = make.a_petition(district, "handled")
    hearings.ask(case)
    with after.nothing_changes():
        assert after.outcomes(case, lambda by: refused(case, by)) == {"head": "done"}
    refused(case)
    assert not {"hearing", "hearing_decision"} & set(after.running(case.demand))
    hearings.ask(case)
    assert after.differences(case) == []


def test_the_letter_says_why_and_that_the_matter_goes_on(district: District):
    case = make.a_petition(district, "handled")
    hearings.ask(case)
    refused(case)
    ground.do_jobs()
    letter = make.letter_of(case, "hearing_decision")
    for word in ("不举行听证", "事实清楚", "再次申请听证", "2025年5月6日"):
        assert word in str(letter.content)


def test_one_that_was_called_can_be_called_off_but_not_once_it_is_open(district: District):
    case = make.a_petition(district, "handled")
    hearings.call(case)
    with after.nothing_changes():
        assert after.outcomes(case, lambda by: refused(case, by))["head"] == "done"
    other = make.a_petition(district, "handled")
    hearings.opened(other)
    with after.nothing_changes(), pytest.raises(HearingUnderWay):
        refused(other)


def test_there_must_be_one_and_a_reason(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NoHearingAsked):
        refused(case)
    hearings.ask(case)
    with after.nothing_changes(), pytest.raises(SayWhy):
        refused(case, reason="不必")
