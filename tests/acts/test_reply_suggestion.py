"""The reply to a suggestion: decided by another person than studied it, with reasons."""

from __future__ import annotations

import pytest
from tests import ground, lanes, make
from tests.acts import after
from tests.make import District

from yimen.casework.actions.reply_suggestion import reply_suggestion
from yimen.casework.actions.study_suggestion import study_suggestion
from yimen.casework.guards import SamePerson
from yimen.casework.suggesting import NotStudied

AT = make.when("reply_suggestion")


def test_what_was_not_studied_is_not_answered(district: District):
    case = make.a_petition(district, "suggestion_taken", kind="suggestion")
    with after.nothing_changes(), pytest.raises(NotStudied):
        reply_suggestion(case.demand, decided=lanes.ADOPTED, by=district["head"], at=AT)


def test_whoever_studied_it_does_not_decide(district: District):
    case = make.a_petition(district, "suggestion_taken", kind="suggestion")
    both = make.replace(district["head"], id=district["handler"].id)
    study_suggestion(
        case.demand, study=lanes.STUDY, decided=lanes.ADOPTED, by=district["handler"], at=AT
    )
    with after.nothing_changes(), pytest.raises(SamePerson):
        reply_suggestion(case.demand, decided=lanes.ADOPTED, by=both, at=AT)


def test_the_letter_says_what_becomes_of_it_and_why(district: District):
    case = make.a_petition(district, "suggestion_told", kind="suggestion")
    ground.do_jobs()
    letter = str(make.letter_of(case, "suggestion_reply").content)
    for said in (lanes.STUDY, lanes.ADOPTED.reasons, lanes.ADOPTED.measures, lanes.ADOPTED.reward):
        assert said in letter
