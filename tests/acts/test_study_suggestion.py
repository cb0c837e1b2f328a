"""The study of a suggestion: written by its handler, decided by nobody yet."""

from __future__ import annotations

import pytest
from tests import lanes, make
from tests.acts import after
from tests.make import District

from yimen.casework.actions.study_suggestion import study_suggestion
from yimen.casework.guards import NotYourMatter, SayWhy
from yimen.casework.suggesting import Decided, MeasuresMissing, NothingToReward

AT = make.when("study_suggestion")


def test_only_its_handler_studies_it(district: District):
    case = make.a_petition(district, "suggestion_taken", kind="suggestion")
    with after.nothing_changes(), pytest.raises(NotYourMatter):
        study_suggestion(
            case.demand, study=lanes.STUDY, decided=lanes.ADOPTED,
            by=district["second_handler"], at=AT,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("decided", "refusal"),
    [
        (Decided(result="adopted", reasons="可行而且必要"), MeasuresMissing),
        (Decided(result="not_adopted", reasons="没有资金来源", reward="奖励"), NothingToReward),
        (Decided(result="not_adopted", reasons=""), SayWhy),
    ],
)
def test_a_proposal_is_complete(district: District, decided: Decided, refusal: type[Exception]):
    case = make.a_petition(district, "suggestion_taken", kind="suggestion")
    with after.nothing_changes(), pytest.raises(refusal):
        study_suggestion(
            case.demand, study=lanes.STUDY, decided=decided, by=district["handler"], at=AT
        )
