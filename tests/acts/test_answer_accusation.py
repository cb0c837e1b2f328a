"""Answering who reported it: sealed, by whoever handles it."""

from __future__ import annotations

import pytest
from tests import ground, lanes, make
from tests.acts import after
from tests.make import District

from yimen.casework.actions.answer_accusation import answer_accusation
from yimen.casework.guards import SayWhy
from yimen.documents import lane as papers

AT = make.when("answer_accusation")


def test_an_answer_says_something(district: District):
    case = make.a_petition(district, "accusation_taken", kind="accusation")
    with after.nothing_changes(), pytest.raises(SayWhy):
        answer_accusation(case.demand, answer=" ", by=lanes.investigator(district), at=AT)


def test_the_answer_reaches_her_under_seal(district: District):
    case = make.a_petition(district, "accusation_told", kind="accusation")
    ground.do_jobs()
    letter = make.letter_of(case, "accusation_reply")
    assert letter.is_for_petitioner
    assert letter.content == {}
    assert lanes.ANSWER.rstrip("。") in str(papers.words_of(letter))
    assert make.demand_of(case).state == "sealed_told"
