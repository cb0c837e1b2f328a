"""Granting a hearing: the head decides, never about their own wish."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.grant_hearing import grant_hearing
from yimen.casework.guards import SayWhy
from yimen.casework.hearing import NoHearingAsked


def granted(case: make.Case, by: Actor | None = None, reason: str = hearings.WHY) -> None:
    by = by or case.district["head"]
    grant_hearing(case.demand, reason=reason, by=by, at=hearings.GRANTED)


def test_the_head_of_the_organ_decides_alone(district: District):
    case = make.a_petition(district, "handled")
    hearings.ask(case)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: granted(case, by))
    assert tried == {"head": "done"}


def test_its_own_clock_is_met_and_the_day_of_the_hearing_runs_on(district: District):
    case = make.a_petition(district, "handled")
    hearings.ask(case)
    granted(case)
    assert after.clocks(case.demand)["hearing_decision"] == (
        "2025-03-06",
        "2025-03-17",
        "2025-03-10",
    )
    assert after.running(case.demand)["hearing"] == "2025-04-07"
    row = hearings.hearing_of(case)
    assert (row.decision, row.answer, row.decided_by_id) == (
        "granted",
        hearings.WHY,
        district["head"].id,
    )
    assert after.differences(case) == []


def test_the_letter_says_why_and_until_when(district: District):
    case = make.a_petition(district, "handled")
    hearings.ask(case)
    granted(case)
    ground.do_jobs()
    letter = make.letter_of(case, "hearing_decision")
    assert letter.is_for_petitioner
    for word in ("举行听证", "2025年4月7日", "2025年5月6日"):
        assert word in str(letter.content)


def test_nothing_is_granted_that_was_not_asked_for_or_without_a_reason(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NoHearingAsked):
        granted(case)
    hearings.ask(case)
    with after.nothing_changes(), pytest.raises(SayWhy):
        granted(case, reason="同意")
    granted(case)
    with after.nothing_changes(), pytest.raises(NoHearingAsked):
        granted(case)
