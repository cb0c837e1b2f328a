"""Taken up on another lawful way: closed here, and nothing runs any more."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.accepted_there import accepted_there
from yimen.casework.guards import SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import FollowUp

AT = make.when("accepted_there")
WORDS = " 信访人来电，仲裁院已经受理 "


def taken_up(case: Case, by: Actor | None = None, words: str = WORDS) -> None:
    by = by or case.district["screener"]
    accepted_there(case.demand, words=words, number_there=" 2025-88 ", by=by, at=AT)


def test_the_desks_may_and_she_may(district: District):
    case = make.a_petition(district, "routed_out")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: taken_up(case, by))
    assert tried == {"receptionist": "done", "screener": "done", "petitioner": "done"}


def test_it_is_closed_and_nothing_runs(district: District):
    case = make.a_petition(district, "routed_out")
    taken_up(case)
    petition = make.petition_of(case)
    assert (petition.state, petition.due_on, petition.closed_at) == ("closed_routed", None, AT)
    assert after.running(case.demand) == {}
    row = FollowUp.objects.get(demand=case.demand)
    assert (row.outcome, row.words, row.number_there) == ("accepted", WORDS.strip(), "2025-88")
    assert after.differences(case) == []


def test_her_own_word_is_enough_and_needs_no_reason(district: District):
    case = make.a_petition(district, "routed_out")
    taken_up(case, case.petitioner, words="")
    assert make.petition_of(case).state == "closed_routed"


def test_an_officer_says_who_said_so(district: District):
    case = make.a_petition(district, "routed_out")
    with after.nothing_changes(), pytest.raises(SayWhy):
        taken_up(case, words="")


def test_one_of_two_is_closed_and_the_other_goes_on(district: District):
    case = make.a_petition(district, "routed_out", asks=2)
    taken_up(case)
    petition = make.petition_of(case)
    assert (petition.state, petition.closed_at) == ("routed_out", None)
    assert after.running(case.demands[1]) == {"follow_up": "2025-03-27"}
    assert after.differences(case) == []


@pytest.mark.parametrize("until", ["screened", "dispatched", "taken_up_there", "withdrawn"])
def test_nothing_is_taken_up_there_that_did_not_go(district: District, until: str):
    case = make.a_petition(district, until)
    owner = make.demand_of(case).owner
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        taken_up(case, make.an_officer(district, "head", owner))
