"""Refusing a recusal: with a reason, by whoever is above."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.refuse_recusal import refuse_recusal
from yimen.casework.guards import SayWhy
from yimen.casework.hearing import NoRecusalAsked


def refused(case: make.Case, by: Actor | None = None, reason: str = "二人没有亲属关系") -> None:
    by = by or case.district["head"]
    refuse_recusal(case.demand, reason=reason, by=by, at=hearings.GRANTED)


def test_the_head_decides_and_nothing_else_changes(district: District):
    case = make.a_petition(district, "handled")
    before = after.running(case.demand)
    hearings.aside(case)
    with after.nothing_changes():
        assert after.outcomes(case, lambda by: refused(case, by)) == {"head": "done"}
    refused(case)
    assert after.running(case.demand) == before
    assert make.petition_of(case).recused == []
    assert make.demand_of(case).handler_id == district["handler"].id
    assert after.differences(case) == []


def test_the_letter_says_why_and_what_can_be_done(district: District):
    case = make.a_petition(district, "handled")
    hearings.aside(case)
    refused(case)
    ground.do_jobs()
    letter = make.letter_of(case, "recusal_decision")
    for word in ("不需要回避", "没有亲属关系", "再次提出回避"):
        assert word in str(letter.content)


def test_there_must_be_one_and_a_reason(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NoRecusalAsked):
        refused(case)
    hearings.aside(case)
    with after.nothing_changes(), pytest.raises(SayWhy):
        refused(case, reason="没有")
