"""Recording an investigation: who was asked what, who answered what, and who signed it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.investigate import investigate
from yimen.casework.filing import Paper
from yimen.casework.guards import NoSuchChoice, SamePerson, SayWhy
from yimen.casework.hearing import (
    EndsBeforeItBegan,
    HearsIt,
    Looked,
    NobodyQuestioned,
    NotOfThisOrgan,
    NotSaidHowSigned,
)


def looked(case: make.Case, by: Actor | None = None, what: Looked = hearings.LOOKED) -> None:
    by = by or case.district["handler"]
    investigate(case.demand, looked=what, by=by, at=hearings.ASKED)


def test_the_handler_records_it_and_the_matter_is_being_handled(district: District):
    case = make.a_petition(district, "accepted")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: looked(case, by))
    assert {who for who, what in tried.items() if what == "done"} == {"handler", "system"}
    looked(case)
    assert make.demand_of(case).state == "handling"
    assert after.differences(case) == []


def test_it_is_printed_word_for_word_for_the_file(district: District):
    case = make.a_petition(district, "handled")
    paper = Paper(name="签名.txt", data="原件".encode())
    second = district["second_handler"].id
    looked(case, what=replace(hearings.LOOKED, second=second, paper=paper))
    ground.do_jobs()
    letter = make.letter_of(case, "investigation_record")
    assert not letter.is_for_petitioner
    for word in ("调查笔录", "去年十二月", "王某", "居委会", "9时00分", "签名.txt"):
        assert word in str(letter.content)
    looked(case, what=replace(hearings.LOOKED, kind="site", persons=""))
    ground.do_jobs()
    assert "现场勘查记录" in str(make.letter_of(case, "investigation_record").content)


def test_the_line_holds_no_word_of_it(district: District):
    case = make.a_petition(district, "handled")
    lines = len(after.lines(case))
    looked(case)
    row = hearings.investigation_of(case)
    assert after.new_lines(case, lines) == [
        {
            "kind": "investigate",
            "demands": [1],
            "role": "handler",
            "inquiry": "talk",
            "investigation": row.pk,
        }
    ]


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"ended_at": make.on("2025-03-05", "08:00")}, EndsBeforeItBegan),
        ({"ended_at": make.on("2025-03-07")}, EndsBeforeItBegan),
        ({"persons": " "}, NobodyQuestioned),
        ({"signed": ""}, NotSaidHowSigned),
        ({"words": "问"}, SayWhy),
        ({"kind": "phone"}, NoSuchChoice),
    ],
)
def test_a_record_with_a_gap_is_none(
    district: District, other: dict[str, object], refusal: type[Exception]
):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(refusal):
        looked(case, what=replace(hearings.LOOKED, **other))


def test_the_second_is_somebody_else_of_the_same_organ(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(SamePerson):
        looked(case, what=replace(hearings.LOOKED, second=district["handler"].id))
    with after.nothing_changes(), pytest.raises(NotOfThisOrgan):
        looked(case, what=replace(hearings.LOOKED, second=district["other_handler"].id))


def test_whoever_leads_the_hearing_does_not_look_into_the_facts(district: District):
    case = make.a_petition(district, "handled")
    hearings.call(case, chair=district["second_handler"].id)
    what = replace(hearings.LOOKED, second=district["second_handler"].id)
    with after.nothing_changes(), pytest.raises(HearsIt):
        looked(case, what=what)
