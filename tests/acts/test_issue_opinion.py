"""Issuing: the opinion becomes a numbered document with the right relief clause."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.guards import FindingIncomplete, WrongStage
from yimen.registry.models import Finding

AT = make.when("issue")


def issued(case: Case, by: Actor | None = None) -> None:
    issue_opinion(case.opinion, by=by or case.district["handler"], at=AT)


def test_handlers_and_the_head_of_the_organ_may_issue(district: District):
    case = make.a_petition(district, "signed")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: issued(case, by))
    assert tried == {"handler": "done", "second_handler": "done", "head": "done", "system": "done"}


def test_it_is_out_and_the_handling_clock_still_runs(district: District):
    case = make.a_petition(district, "signed")
    issued(case)
    opinion = make.opinion_of(case)
    assert (opinion.stage, opinion.issued_at) == ("issued", AT)
    assert make.demand_of(case).state == "opinion_issued"
    # The time to handle it ends with service, not with issue.
    assert after.running(case.demand) == {"handling": "2025-05-06"}
    assert after.differences(case) == []


def test_it_leaves_one_line_and_one_letter(district: District):
    case = make.a_petition(district, "signed", asks=2)
    queued = len(after.jobs())
    issued(case)
    assert after.new_lines(case, 13) == [
        {"kind": "issue_opinion", "demands": [1, 2], "role": "handler", "opinion": case.opinion}
    ]
    (job,) = after.jobs()[queued:]
    assert (job["kind"], job["subject"]) == ("handling_opinion", case.opinion)


def test_the_letter_carries_the_organs_number_and_the_review_clause(district: District):
    case = make.a_petition(district, "issued")
    act_as(SYSTEM)
    assert "documents.issue" in ground.do_jobs()
    letter = make.petition_of(case).letters.get(kind="handling_opinion")
    assert (letter.number, letter.opinion_id) == ("一门住建〔2025〕2号", case.opinion)
    text = str(letter.content)
    assert "30日内，请求一门区人民政府复查" in text
    assert "行政复议" not in text
    assert "行政诉讼" not in text


@pytest.mark.parametrize("route", [4, 5])
def test_an_administrative_answer_carries_reconsideration_and_no_review(
    district: District, route: int
):
    case = make.a_petition(district, "printed", route=route)
    text = str(make.petition_of(case).letters.get(kind="handling_opinion").content)
    assert "行政复议" in text
    assert "请求一门区人民政府复查" not in text


@pytest.mark.parametrize("part", ["facts", "reasons", "result", "basis"])
def test_nothing_is_issued_that_lost_a_finding_on_its_way(district: District, part: str):
    case = make.a_petition(district, "signed")
    act_as(SYSTEM)
    Finding.objects.filter(opinion=case.opinion).update(**{part: ""})
    with after.nothing_changes(), pytest.raises(FindingIncomplete):
        issued(case)


@pytest.mark.parametrize("until", ["drafted", "checked", "returned", "printed", "served"])
def test_nothing_is_issued_that_was_not_signed_and_nothing_twice(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(WrongStage):
        issued(case)
