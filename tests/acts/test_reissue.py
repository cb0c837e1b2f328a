"""Issuing a letter again: a new version of the same number, beside the old one."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.reissue import reissue
from yimen.casework.guards import NotYourMatter
from yimen.documents.models import Letter

AT = make.on("2025-04-02")


def reissued(case: Case, by: Actor | None = None, letter: int = 0) -> Letter:
    letter = letter or make.letter_of(case).pk
    return reissue(case.petition, letter=letter, by=by or case.district["handler"], at=AT)


def test_the_organ_that_issued_it_may_issue_it_again(district: District):
    case = make.a_petition(district, "printed")
    letter = make.letter_of(case).pk
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: reissued(case, by, letter))
    assert tried == {
        "handler": "done",
        "second_handler": "done",
        "receptionist": "NotYourMatter",
        "screener": "NotYourMatter",
    }


def test_the_new_version_has_the_same_number_and_the_old_one_stays(district: District):
    case = make.a_petition(district, "served")
    first, queued, clocks = make.letter_of(case), after.jobs(), after.clocks(case.demand)
    second = reissued(case)
    assert (second.number, second.version) == (first.number, 2)
    assert first.sha256 == Letter.objects.get(pk=first.pk).sha256
    assert after.new_lines(case, 11) == [
        {
            "kind": "reissue",
            "demands": [],
            "role": "handler",
            "letter": second.pk,
            "version": 2,
        }
    ]
    assert (after.jobs(), after.clocks(case.demand)) == (queued, clocks)
    assert after.differences(case) == []


def test_nobody_issues_the_letter_of_another_organ_or_another_file(district: District):
    case, other = make.a_petition(district, "printed"), make.a_petition(district, "printed")
    with after.nothing_changes(), pytest.raises(NotFound):
        reissued(case, letter=make.letter_of(other).pk)
    with after.nothing_changes(), pytest.raises(NotYourMatter):
        reissued(case, district["screener"])


def test_a_job_that_runs_again_after_a_reissue_issues_nothing(district: District):
    case = make.a_petition(district, "printed")
    first = make.letter_of(case)
    reissued(case)
    make.print_opinion(case)
    act_as(SYSTEM)
    found = Letter.objects.filter(kind=first.kind, petition=case.petition)
    assert [letter.version for letter in found] == [1, 2]
