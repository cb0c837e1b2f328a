"""Granting a recusal: they do nothing in the matter any more, and another goes on."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.ask_recusal import ask_recusal
from yimen.casework.actions.grant_recusal import grant_recusal
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.guards import NotAHandlerHere
from yimen.casework.hearing import (
    AsideAlready,
    ChooseSuccessor,
    NoRecusalAsked,
    WrittenByRecused,
)
from yimen.registry.queries import StandsAside

WHY = "经核实，二人确有近亲属关系"


def granted(case: make.Case, by: Actor | None = None, to: int | None = None) -> None:
    to = case.district["second_handler"].id if to is None else to
    by = by or case.district["head"]
    grant_recusal(case.demand, reason=WHY, to=to, by=by, at=hearings.GRANTED)


def test_the_head_decides_and_the_next_handler_goes_on_with_the_same_dates(district: District):
    case = make.a_petition(district, "handled", asks=2)
    before = after.running(case.demand)
    hearings.aside(case)
    with after.nothing_changes():
        assert after.outcomes(case, lambda by: granted(case, by)) == {"head": "done"}
    granted(case)
    assert after.running(case.demand) == before
    handlers = {demand.handler_id for demand in make.demands_of(case)}
    assert handlers == {district["second_handler"].id}
    assert make.petition_of(case).recused == [district["handler"].id]
    assert after.differences(case) == []


def test_whoever_stands_aside_does_nothing_in_the_matter_any_more(district: District):
    case = make.a_petition(district, "handled")
    hearings.aside(case)
    granted(case)
    at = make.on("2025-03-12")
    with after.nothing_changes(), pytest.raises(StandsAside):
        log_contact(case.demand, kind="phone", words=WHY, by=district["handler"], at=at)
    with after.nothing_changes(), pytest.raises(AsideAlready):
        hand_over(case.demand, to=district["handler"].id, by=district["head"], at=at)


def test_what_they_wrote_is_not_signed(district: District):
    case = make.a_petition(district, "checked")
    hearings.aside(case)
    granted(case)
    with after.nothing_changes(), pytest.raises(WrittenByRecused):
        sign_opinion(case.opinion, by=district["head"], at=make.when("sign"))


def test_about_a_head_the_head_of_the_organ_above_decides(district: District):
    case = make.a_petition(district, "handled")
    hearings.aside(case, part="head")
    above = make.an_officer(district, "head", district.organs["government"])
    tried = after.outcomes(case, lambda by: granted(case, by, 0))
    others = {what for who, what in tried.items() if who != "review_head"}
    assert (tried["head"], "done" in others) == (
        "AnotherOrgansTurn",
        False,
    )
    granted(case, above, 0)
    assert make.demand_of(case).handler_id == district["handler"].id
    assert make.petition_of(case).recused == [district["head"].id]
    assert after.differences(case) == []


def test_whoever_declares_it_does_not_decide_it(district: District):
    case = make.a_petition(district, "handled")
    head = district["head"]
    ask_recusal(case.demand, relation=WHY, by=head, at=hearings.ASKED)
    assert hearings.recusal_of(case).organ_id == district.organs["government"].pk


def test_a_chair_who_stands_aside_leads_no_more(district: District):
    case = make.a_petition(district, "handled")
    hearings.call(case, chair=district["second_handler"].id)
    hearings.aside(case, part="chair")
    granted(case, to=0)
    row = hearings.hearing_of(case)
    assert (row.chair_id, row.called_at) == (None, None)


def test_somebody_must_go_on_who_can(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NoRecusalAsked):
        granted(case)
    hearings.aside(case)
    for to in (0, district["handler"].id):
        with after.nothing_changes(), pytest.raises(ChooseSuccessor):
            granted(case, to=to)
    with after.nothing_changes(), pytest.raises(NotAHandlerHere):
        granted(case, to=district["other_handler"].id)


def test_the_letter_says_who_why_and_who_goes_on(district: District):
    case = make.a_petition(district, "handled")
    hearings.aside(case)
    granted(case)
    ground.do_jobs()
    letter = make.letter_of(case, "recusal_decision")
    assert letter.is_for_petitioner
    for word in ("妻弟", "近亲属", "第二十八条", "孙", "2025年5月6日"):
        assert word in str(letter.content), word
