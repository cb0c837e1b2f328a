"""The closing report of an assigned matter: owed until it is made, to whoever assigned it."""

from __future__ import annotations

from datetime import date

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.report_back import report_back
from yimen.casework.guards import NotAssigned, SayWhy
from yimen.casework.reviewing import Plea
from yimen.documents.stored import paper_from_json
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Dispatch

AT = make.on("2025-03-28")
REPORT_BY = date(2025, 3, 31)


def reported(case: Case, by: Actor | None = None, report: str = " 已办结并送达 ") -> None:
    report_back(case.demand, report=report, by=by or case.district["handler"], at=AT)


def test_only_the_handler_may_report(district: District):
    case = make.a_petition(district, "served", report_by=REPORT_BY)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: reported(case, by))
    assert tried == {"handler": "done", "second_handler": "NotYourMatter"}


@pytest.mark.parametrize(
    ("until", "result"),
    [
        ("served", "explained"),
        ("served", "supported"),
        ("executed", "supported"),
        ("concluded", "explained"),
    ],
)
def test_it_is_made_once_the_answer_was_served_however_late(
    district: District, until: str, result: str
):
    case = make.a_petition(district, until, report_by=REPORT_BY, result=result)
    state = make.demand_of(case).state
    reported(case)
    assert make.demand_of(case).state == state
    assert "assigned_report" not in after.running(case.demand)
    assert after.clocks(case.demand)["assigned_report"][2] == "2025-03-28"
    assert after.differences(case) == []


def test_it_leaves_one_line_without_its_words_and_one_letter(district: District):
    case = make.a_petition(district, "served", report_by=REPORT_BY)
    queued = len(after.jobs())
    reported(case)
    row = Dispatch.objects.get(demand=case.demand)
    assert (row.report, row.reported_at) == ("已办结并送达", AT)
    assert after.new_lines(case, 11) == [
        {"kind": "report_back", "demands": [1], "role": "handler", "dispatch": row.pk}
    ]
    (job,) = after.jobs()[queued:]
    assert (job["kind"], job["subject"]) == ("closing_report", row.pk)


def test_the_letter_goes_to_the_bureau_not_to_the_petitioner(district: District):
    case = make.a_petition(district, "served", report_by=REPORT_BY)
    reported(case)
    act_as(SYSTEM)
    ground.do_jobs()
    letter = make.petition_of(case).letters.get(kind="closing_report")
    assert not letter.is_for_petitioner
    assert letter.content["addressee"] == district.bureau.name


def printed(case: Case) -> str:
    act_as(SYSTEM)
    ground.do_jobs()
    letter = make.petition_of(case).letters.get(kind="closing_report")
    return " ".join(paper_from_json(letter.content).texts())


@pytest.mark.parametrize(("until", "said"), [("served", "尚在执行"), ("executed", "报告完成")])
def test_what_is_to_be_done_is_not_reported_as_done(district: District, until: str, said: str):
    case = make.a_petition(district, until, result="supported", report_by=REPORT_BY)
    reported(case)
    words = printed(case)
    assert said in words
    assert "送达回证" in words


def test_what_an_agreement_settled_is_reported_without_an_opinion(district: District):
    case = make.a_petition(district, "settled", report_by=REPORT_BY)
    reported(case)
    said = printed(case)
    assert "自愿达成调解协议" in said
    assert "送达方式" not in said


def test_what_was_not_accepted_is_reported_so(district: District):
    case = make.a_petition(district, "declined", report_by=REPORT_BY)
    ask_review(
        case.petition,
        demands=case.demands,
        plea=Plea(request="这件事归你们管"),
        by=case.petitioner,
        at=make.on("2025-03-10"),
    )
    reported(case)
    said = printed(case)
    assert "书面告知信访人不予受理" in said
    assert "送达方式" not in said


def test_nobody_waits_for_a_report_on_what_was_forwarded(district: District):
    case = make.a_petition(district, "served")
    with after.nothing_changes(), pytest.raises(NotAssigned):
        reported(case)


def test_it_is_made_once(district: District):
    case = make.a_petition(district, "served", report_by=REPORT_BY)
    reported(case)
    with after.nothing_changes(), pytest.raises(NotAssigned):
        reported(case)


def test_it_says_something(district: District):
    case = make.a_petition(district, "served", report_by=REPORT_BY)
    with after.nothing_changes(), pytest.raises(SayWhy):
        reported(case, report="  完 ")


@pytest.mark.parametrize("until", ["dispatched", "handled", "printed", "declined"])
def test_there_is_nothing_to_report_before_the_answer_was_served(district: District, until: str):
    case = make.a_petition(district, until, report_by=REPORT_BY)
    from yimen.casework.guards import NotYourMatter

    with after.nothing_changes(), pytest.raises((NotAllowedNow, NotYourMatter)):
        reported(case)
