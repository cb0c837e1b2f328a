"""Asking for a hearing: the petitioner's right, or the organ's own wish; no limit stops."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.ask_hearing import ask_hearing
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.guards import SayWhy
from yimen.casework.hearing import AskedBefore, HearingNotOver
from yimen.law.moves import NotAllowedNow


def asked(case: make.Case, by: Actor | None = None, reason: str = hearings.WHY) -> None:
    ask_hearing(case.demand, reason=reason, by=by or case.petitioner, at=hearings.ASKED)


def test_the_petitioner_the_counter_and_the_handler_may(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: asked(case, by))
    assert {who: what for who, what in tried.items() if what == "done"} == dict.fromkeys(
        ("petitioner", "receptionist", "screener", "handler"), "done"
    )
    assert tried["second_handler"] == "NotYourMatter"


def test_two_clocks_of_our_own_run_and_the_handling_runs_on(district: District):
    case = make.a_petition(district, "handled")
    before = after.running(case.demand)
    asked(case)
    now = after.running(case.demand)
    assert now == before | {"hearing_decision": "2025-03-17", "hearing": "2025-04-07"}
    assert after.differences(case) == []


def test_it_leaves_one_line_and_one_letter(district: District):
    case = make.a_petition(district, "handled")
    lines = len(after.lines(case))
    asked(case)
    row = hearings.hearing_of(case)
    (line,) = after.new_lines(case, lines)
    assert (line["kind"], line["wish"], line["hearing"]) == ("ask_hearing", "petitioner", row.pk)
    assert "多户居民" not in str(line)
    ground.do_jobs()
    letter = make.letter_of(case, "hearing_request")
    assert letter.is_for_petitioner
    for word in ("多户居民", "2025年3月17日", "路灯"):
        assert word in str(letter.content)


def test_one_at_a_time_and_with_a_reason(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(SayWhy):
        asked(case, reason="要听证")
    asked(case)
    with after.nothing_changes(), pytest.raises(AskedBefore):
        asked(case)


def test_nothing_is_answered_that_is_still_to_be_heard(district: District):
    case = make.a_petition(district, "handled")
    asked(case)
    with after.nothing_changes(), pytest.raises(HearingNotOver):
        draft_opinion(
            case.petition, draft=make.a_draft(case), by=district["handler"], at=make.when("draft")
        )


@pytest.mark.parametrize("until", ["lodged", "dispatched", "drafted", "served"])
def test_only_while_it_is_in_hand(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        asked(case)
