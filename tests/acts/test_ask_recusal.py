"""Asking that somebody stand aside: decided above them, and nobody signs before that."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.ask_recusal import ask_recusal
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.guards import NoSuchChoice, SayWhy
from yimen.casework.hearing import NobodyThere, RecusalOpen, RecusalWaits, SignedAlready


def asked(case: make.Case, by: Actor | None = None, **other: str) -> None:
    words = {"relation": hearings.RELATION} | other
    ask_recusal(case.demand, **words, by=by or case.petitioner, at=hearings.ASKED)


def test_the_petitioner_and_a_counter_may_and_staff_declare_it_of_themselves(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: asked(case, by))
    assert {who for who, what in tried.items() if what == "done"} == {
        *("petitioner", "receptionist", "screener"),
        *("handler", "second_handler", "checker", "head"),
    }


def test_of_the_handler_the_head_of_the_same_organ_decides(district: District):
    case = make.a_petition(district, "handled")
    before = after.running(case.demand)
    asked(case)
    row = hearings.recusal_of(case)
    assert (row.whom_id, row.organ_id) == (district["handler"].id, district.housing.pk)
    assert after.running(case.demand) == before | {"recusal_decision": "2025-03-11"}
    assert after.differences(case) == []


def test_of_the_head_the_organ_above_decides_and_can_read_the_file(district: District):
    case = make.a_petition(district, "handled")
    asked(case, part="head")
    above = district.organs["government"]
    assert hearings.recusal_of(case).organ_id == above.pk
    assert above.pk in make.petition_of(case).organs
    assert after.differences(case) == []


def test_the_line_names_rows_and_no_relation(district: District):
    case = make.a_petition(district, "handled")
    lines = len(after.lines(case))
    asked(case)
    (line,) = after.new_lines(case, lines)
    assert line["whom_staff"] == district["handler"].id
    assert "妻弟" not in str(line)


def test_one_at_a_time_with_a_ground_and_somebody_who_is_there(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(SayWhy):
        asked(case, relation="亲戚")
    with after.nothing_changes(), pytest.raises(NobodyThere):
        asked(case, part="chair")
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        asked(case, part="leader")
    asked(case)
    with after.nothing_changes(), pytest.raises(RecusalOpen):
        asked(case, part="head")


def test_nobody_signs_while_it_waits_and_after_the_signature_it_comes_too_late(
    district: District,
):
    case = make.a_petition(district, "checked")
    asked(case)
    with after.nothing_changes(), pytest.raises(RecusalWaits):
        sign_opinion(case.opinion, by=district["head"], at=make.when("sign"))
    other = make.a_petition(district, "signed")
    with after.nothing_changes(), pytest.raises(SignedAlready):
        asked(other)
