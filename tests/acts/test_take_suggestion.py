"""Taking up a suggestion: a named person studies it, and a day stands for the reply."""

from __future__ import annotations

import pytest
from tests import lanes, make
from tests.acts import after
from tests.make import District

from yimen.casework.actions.take_suggestion import take_suggestion
from yimen.casework.suggesting import NoSuggestion

AT = make.when("take_suggestion")


def test_the_organ_it_was_sent_to_takes_it_up(district: District):
    case = make.a_petition(district, "dispatched", kind="suggestion")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: take_suggestion(case.demand, by=by, at=AT))
    assert set(tried) == {"handler", "second_handler", "head", "system"}


def test_the_reply_is_due_sixty_days_later(district: District):
    case = make.a_petition(district, "suggestion_taken", kind="suggestion")
    assert after.running(case.demand) == {"suggestion_reply": "2025-05-06"}


def test_a_claim_is_no_suggestion(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(NoSuggestion):
        take_suggestion(case.demand, by=district["handler"], at=AT)


def test_the_record_explains_the_lane_to_its_end(district: District):
    case = make.a_petition(district, "suggestion_told", kind="suggestion")
    assert make.demand_of(case).state == "suggestion_told"
    assert after.running(case.demand) == {}
    assert lanes.STUDY
