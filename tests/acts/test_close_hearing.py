"""Closing a hearing: its record says what was said, in its order, and who signed it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.close_hearing import close_hearing
from yimen.casework.filing import Paper
from yimen.casework.hearing import HearingNotOpen, NothingSaid, NotSaidHowSigned, Spoken


def closed(case: make.Case, by: Actor | None = None, spoken: Spoken = hearings.SPOKEN) -> None:
    by = by or case.district["handler"]
    close_hearing(case.demand, spoken=spoken, by=by, at=hearings.CLOSED)


def test_whoever_holds_it_closes_it_and_its_clock_is_met(district: District):
    case = make.a_petition(district, "handled")
    hearings.opened(case)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: closed(case, by))
    assert {who for who, what in tried.items() if what == "done"} == {"handler", "head"}
    closed(case)
    assert after.clocks(case.demand)["hearing"] == ("2025-03-06", "2025-04-07", "2025-03-19")
    assert after.differences(case) == []


def test_the_record_goes_to_the_petitioner_word_for_word(district: District):
    case = make.a_petition(district, "handled")
    hearings.opened(case)
    paper = Paper(name="笔录.txt", data="签名".encode())
    closed(case, spoken=replace(hearings.SPOKEN, paper=paper))
    ground.do_jobs()
    letter = make.letter_of(case, "hearing_record")
    assert letter.is_for_petitioner
    for word in ("两个多月", "四月底以前", "照片四张", "尽快修好", "高正", "李某"):
        assert (word in str(letter.content)) is (word != "高正")
    assert hearings.hearing_of(case).paper is not None


@pytest.mark.parametrize(
    ("gap", "refusal"),
    [("present", NothingSaid), ("statements", NothingSaid), ("signed", NotSaidHowSigned)],
)
def test_a_record_that_says_nothing_is_none(district: District, gap: str, refusal: type[Exception]):
    case = make.a_petition(district, "handled")
    hearings.opened(case)
    with after.nothing_changes(), pytest.raises(refusal):
        closed(case, spoken=replace(hearings.SPOKEN, **{gap: " "}))


def test_only_an_open_one_is_closed(district: District):
    case = make.a_petition(district, "handled")
    hearings.call(case)
    with after.nothing_changes(), pytest.raises(HearingNotOpen):
        closed(case)
