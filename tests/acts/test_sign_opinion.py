"""Signing: the head answers for it, and has neither handled, written nor checked it."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.acts.test_check_opinion import also
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.guards import SamePerson, WrongStage

AT = make.when("sign")


def signed(case: Case, by: Actor | None = None) -> None:
    sign_opinion(case.opinion, by=by or case.district["head"], at=AT)


def test_only_the_head_of_the_organ_may_sign(district: District):
    case = make.a_petition(district, "checked")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: signed(case, by))
    assert tried == {"head": "done", "system": "done"}


def test_it_can_be_issued_now(district: District):
    case = make.a_petition(district, "checked")
    clocks, queued = after.clocks(case.demand), after.jobs()
    signed(case)
    opinion = make.opinion_of(case)
    assert (opinion.stage, opinion.signed_by_id, opinion.signed_at) == (
        "signed",
        district["head"].id,
        AT,
    )
    assert make.demand_of(case).state == "opinion_review"
    assert (after.clocks(case.demand), after.jobs()) == (clocks, queued)
    assert after.new_lines(case, 8) == [
        {"kind": "sign_opinion", "demands": [1], "role": "head", "opinion": case.opinion}
    ]
    assert after.differences(case) == []


@pytest.mark.parametrize("part", ["handler", "checker"])
def test_writer_checker_and_signer_are_three_people(district: District, part: str):
    case = make.a_petition(district, "checked")
    with after.nothing_changes(), pytest.raises(SamePerson):
        signed(case, also(district, part, "head"))


@pytest.mark.parametrize("until", ["drafted", "returned", "signed", "printed", "served"])
def test_nothing_is_signed_that_was_not_checked(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(WrongStage):
        signed(case)
