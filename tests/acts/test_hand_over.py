"""Handing over: another person in the organ handles it, and no clock notices."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.execute import execute
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.guards import NotAHandlerHere
from yimen.law.moves import NotAllowedNow
from yimen.people.models import Post

AT = make.on("2025-03-06")


def handed_over(case: Case, by: Actor | None = None, to: int = 0) -> None:
    district = case.district
    to = to or district["second_handler"].id
    hand_over(case.demand, to=to, by=by or district["handler"], at=AT)


def test_who_handles_it_and_the_head_may_hand_it_over(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: handed_over(case, by))
    assert tried == {"handler": "done", "head": "done", "second_handler": "NotYourMatter"}


@pytest.mark.parametrize("until", ["accepted", "handled", "extended"])
def test_the_new_handler_has_it_and_every_day_counts_on(district: District, until: str):
    case = make.a_petition(district, until)
    state, clocks = make.demand_of(case).state, after.clocks(case.demand)
    handed_over(case)
    demand = make.demand_of(case)
    assert (demand.handler_id, demand.state) == (district["second_handler"].id, state)
    assert after.clocks(case.demand) == clocks
    assert after.differences(case) == []


def test_what_was_promised_is_carried_out_after_its_handler_has_left(district: District):
    case = make.a_petition(district, "served", result="supported")
    Post.objects.filter(pk=district["handler"].post).update(ends_on=AT.date())
    handed_over(case, district["head"])
    proof = "路灯已经换好，照片在卷"
    execute(case.demand, proof=proof, by=district["second_handler"], at=make.when("execute"))
    assert make.demand_of(case).state == "executed"
    assert after.differences(case) == []


def test_it_leaves_one_line_and_no_letter(district: District):
    case = make.a_petition(district, "handled")
    queued = after.jobs()
    handed_over(case)
    assert after.new_lines(case, 6) == [
        {
            "kind": "hand_over",
            "demands": [1],
            "role": "handler",
            "handler_staff": district["second_handler"].id,
            "from_staff": district["handler"].id,
        }
    ]
    assert after.jobs() == queued


@pytest.mark.parametrize("part", ["checker", "head", "other_handler", "foreign_handler"])
def test_only_a_handler_of_the_organ_can_take_it(district: District, part: str):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NotAHandlerHere):
        handed_over(case, to=district[part].id)


def test_somebody_whose_post_has_ended_cannot_take_it(district: District):
    case = make.a_petition(district, "handled")
    second = district["second_handler"]
    Post.objects.filter(pk=second.post).update(ends_on=AT.date())
    with after.nothing_changes(), pytest.raises(NotAHandlerHere):
        handed_over(case)


@pytest.mark.parametrize("until", ["dispatched", "drafted", "printed", "concluded"])
def test_it_changes_hands_only_while_somebody_owes_something(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        handed_over(case, district["head"])
