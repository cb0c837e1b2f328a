"""Telling the file that a mediation ended without an agreement: that alone, and nothing stops."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import make, settled
from tests.acts import after
from tests.make import Case, District

from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.attach import attach
from yimen.casework.actions.file_no_agreement import file_no_agreement
from yimen.casework.settling import EndingFiledAlready
from yimen.registry.models import Attachment

AT = make.on("2025-03-10")


def told(case: Case, number: int = 1) -> None:
    paper = replace(settled.ENDED, name=f"终止调解告知书{number}.txt")
    file_no_agreement(case.petition, paper=paper, by=case.petitioner, at=AT)


def test_only_the_petitioner_tells_it(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(
            case,
            lambda by: file_no_agreement(case.petition, paper=settled.ENDED, by=by, at=AT),
        )
    assert tried == {"petitioner": "done"}


def test_no_clock_moves_and_the_line_says_nothing_of_what_was_said(district: District):
    case = make.a_petition(district, "handled")
    before, since = after.clocks(case.demand), len(after.lines(case))
    queued = len(after.jobs())
    told(case)
    assert after.clocks(case.demand) == before
    assert make.demand_of(case).state == "handling"
    assert after.letters_asked_for(queued) == []
    (line,) = after.new_lines(case, since)
    act_as(case.petitioner)
    paper = Attachment.objects.get(petition=case.petition)
    assert (line["kind"], line["attachment"]) == ("file_no_agreement", paper.pk)
    assert paper.is_from_petitioner
    assert after.differences(case) == []


def test_each_mediation_is_told_of_once(district: District):
    case = make.a_petition(district, "handled")
    told(case)
    with after.nothing_changes(), pytest.raises(EndingFiledAlready):
        told(case)
    told(case, number=2)  # another mediation


def test_a_paper_of_her_own_that_is_called_alike_keeps_nothing_out(district: District):
    case = make.a_petition(district, "handled")
    hers = replace(settled.ENDED, name="终止调解告知书1.txt", data="我自己写的说明\n".encode())
    attach(case.petition, paper=hers, by=case.petitioner, at=AT)
    told(case)
    with after.nothing_changes(), pytest.raises(EndingFiledAlready):
        told(case)
    assert after.differences(case) == []


def test_a_sealed_letter_is_no_matter_for_a_mediation(district: District):
    case = make.a_petition(district, "released", kind="accusation")
    with after.nothing_changes(), pytest.raises(NotFound):
        told(case)
