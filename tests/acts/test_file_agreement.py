"""Putting an agreement into the file: a paper among others, and nothing stops for it."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make, settled
from tests.acts import after
from tests.make import District

from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.file_agreement import file_agreement
from yimen.casework.settling import FiledAlready
from yimen.registry.models import Attachment

AT = make.on("2025-03-10")


def test_only_the_petitioner_puts_it_in(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(
            case,
            lambda by: file_agreement(case.petition, agreed=settled.AGREED, by=by, at=AT),
        )
    assert tried == {"petitioner": "done"}


def test_no_clock_moves_and_no_state_changes(district: District):
    case = make.a_petition(district, "handled")
    before, since = after.clocks(case.demand), len(after.lines(case))
    queued = len(after.jobs())
    settled.file_it(case, AT)
    assert after.clocks(case.demand) == before
    assert make.demand_of(case).state == "handling"
    assert after.letters_asked_for(queued) == []
    (line,) = after.new_lines(case, since)
    row = settled.row_of(case)
    assert line["kind"] == "file_agreement"
    assert line["settlement"] == row.pk
    assert (row.outcome, row.keep_by) == ("filed", date(2025, 4, 30))
    assert after.differences(case) == []


def test_it_is_a_paper_of_the_file_that_she_handed_in(district: District):
    case = make.a_petition(district, "handled")
    settled.file_it(case, AT)
    act_as(case.petitioner)
    paper = Attachment.objects.get(petition=case.petition)
    assert (paper.name, paper.is_from_petitioner) == ("调解协议书.txt", True)


def test_the_same_agreement_is_put_in_once(district: District):
    case = make.a_petition(district, "agreement_filed")
    with after.nothing_changes(), pytest.raises(FiledAlready):
        settled.file_it(case, make.on("2025-03-11"))


def test_a_sealed_letter_is_no_matter_for_a_mediation(district: District):
    case = make.a_petition(district, "released", kind="accusation")
    with after.nothing_changes(), pytest.raises(NotFound):
        settled.file_it(case, AT)
