"""Submitting a draft: every demand answered in full, one remedy on one paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.screen import screen
from yimen.casework.answering import Draft, Found
from yimen.casework.guards import (
    DueInThePast,
    FindingIncomplete,
    NoSuchChoice,
    NothingToAnswer,
)
from yimen.documents.relief import TwoReliefs
from yimen.registry.models import Finding, Opinion

AT = make.when("draft")


def drafted(case: Case, by: Actor | None = None, draft: Draft | None = None) -> Opinion:
    draft = draft or make.a_draft(case)
    return draft_opinion(case.petition, draft=draft, by=by or case.district["handler"], at=AT)


def without(draft: Draft, part: str, place: int = 0) -> Draft:
    found = list(draft.findings)
    found[place] = replace(found[place], **{part: "  "})
    return replace(draft, findings=tuple(found))


def test_only_the_handler_may_submit(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: drafted(case, by))
    assert tried == {
        "handler": "done",
        "second_handler": "NotYourMatter",
        "system": "NothingToAnswer",
    }


def test_an_import_names_the_organ(district: District):
    case = make.a_petition(district, "handled")
    draft = make.a_draft(case)
    opinion = draft_opinion(case.petition, draft=draft, organ=district.housing.pk, by=SYSTEM, at=AT)
    assert (opinion.organ_id, opinion.drafted_by_id) == (district.housing.pk, None)


@pytest.mark.parametrize("until", ["handled", "extended", "returned"])
def test_it_goes_to_the_legality_check(district: District, until: str):
    case = make.a_petition(district, until)
    clocks = after.clocks(case.demand)
    opinion = drafted(case)
    assert make.demand_of(case).state == "opinion_review"
    assert after.clocks(case.demand) == clocks
    opinion.refresh_from_db()
    assert (opinion.stage, opinion.organ_id) == ("submitted", district.housing.pk)
    assert (opinion.drafted_by_id, opinion.drafted_at) == (district["handler"].id, AT)
    assert opinion.remark == ""
    assert Opinion.objects.filter(petition=case.petition).count() == 1
    assert after.differences(case) == []


def test_each_demand_has_its_finding(district: District):
    case = make.a_petition(district, "handled", asks=2)
    draft = replace(make.a_draft(case), duty=" 修好 ", duty_by=date(2025, 4, 30))
    opinion = drafted(case, draft=draft)
    found = list(Finding.objects.filter(opinion=opinion))
    assert [f.demand_id for f in found] == case.demands
    assert [f.request for f in found] == ["请办理第1件事", "请办理第2件事"]
    assert {(f.result, f.basis) for f in found} == {("explained", "《城市照明管理规定》第二十条")}
    opinion.refresh_from_db()
    assert (opinion.duty, opinion.duty_by) == ("修好", date(2025, 4, 30))


def test_it_leaves_one_line_without_its_words_and_no_letter(district: District):
    case = make.a_petition(district, "handled", asks=2)
    queued = after.jobs()
    opinion = drafted(case)
    assert after.new_lines(case, 10) == [
        {"kind": "draft_opinion", "demands": [1, 2], "role": "handler", "opinion": opinion.pk}
    ]
    assert after.jobs() == queued


@pytest.mark.parametrize("part", ["facts", "reasons", "result", "basis"])
@pytest.mark.parametrize("place", [0, 1])
def test_no_demand_goes_without_facts_reasons_result_or_basis(
    district: District, part: str, place: int
):
    case = make.a_petition(district, "handled", asks=2)
    draft = without(make.a_draft(case), part, place)
    if part == "result":
        found = list(draft.findings)
        found[place] = replace(found[place], result="")
        draft = replace(draft, findings=tuple(found))
    with after.nothing_changes(), pytest.raises(FindingIncomplete) as refused:
        drafted(case, draft=draft)
    assert refused.value.facts["position"] == place + 1


def test_a_demand_that_is_not_mentioned_is_not_answered(district: District):
    case = make.a_petition(district, "handled", asks=2)
    one = Draft(findings=make.a_draft(case).findings[:1])
    with after.nothing_changes(), pytest.raises(FindingIncomplete) as refused:
        drafted(case, draft=one)
    with translation.override("en"):
        missing = str(refused.value.facts["missing"])
    assert missing == "the facts found, the reasons, the result, the legal basis"


def test_a_result_is_one_of_three(district: District):
    case = make.a_petition(district, "handled")
    found = replace(make.a_draft(case).findings[0], result="rejected")
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        drafted(case, draft=Draft(findings=(found,)))


@pytest.mark.parametrize("day", [date(2025, 3, 20), date(2025, 3, 1)])
def test_what_must_be_done_has_a_day_to_come(district: District, day: date):
    case = make.a_petition(district, "handled")
    draft = replace(make.a_draft(case), duty="修好", duty_by=day)
    with after.nothing_changes(), pytest.raises(DueInThePast):
        drafted(case, draft=draft)


def two_ways(district: District, other: int, until: str = "handled") -> Case:
    """Have one petition of two demands handled: the first under 31(6), the second another way."""
    case = make.a_petition(district, "screened", asks=2)
    category = make.CATEGORY
    by, at = district["screener"], make.when("screen")
    screen(case.demands[1], kind="claim", category=category, route=other, by=by, at=at)
    make.walk(case, until, begin="screened")
    return case


@pytest.mark.parametrize("other", [4, 5])
def test_one_paper_never_carries_two_remedies(district: District, other: int):
    case = two_ways(district, other)
    with after.nothing_changes(), pytest.raises(TwoReliefs) as refused:
        drafted(case)
    assert {str(refused.value.facts["one"]), str(refused.value.facts["other"])} == {
        "31(6)",
        f"31({other})",
    }


def test_two_remedies_take_two_papers_one_after_the_other(district: District):
    case = two_ways(district, 4)
    first, second = make.a_draft(case).findings
    one = drafted(case, draft=Draft(findings=(first,)))
    assert [d.state for d in make.demands_of(case)] == ["opinion_review", "handling"]
    two = drafted(case, draft=Draft(findings=(second,)))
    assert one.pk != two.pk
    assert [f.demand_id for f in one.findings.all()] == case.demands[:1]
    assert [f.demand_id for f in two.findings.all()] == case.demands[1:]
    assert [d.state for d in make.demands_of(case)] == ["opinion_review", "opinion_review"]
    assert after.differences(case) == []


def test_demands_of_one_remedy_are_answered_together(district: District):
    case = make.a_petition(district, "handled", asks=3, route=4)
    assert [f.demand_id for f in drafted(case).findings.all()] == case.demands


def test_an_answer_on_its_way_is_left_as_it_is(district: District):
    """What is accepted later is answered later; a signed opinion is not written anew."""
    from yimen.casework.actions.accept import accept
    from yimen.casework.actions.log_contact import log_contact

    case = make.a_petition(district, "dispatched", asks=2)
    late, case.demands = case.demands[1], case.demands[:1]
    make.walk(case, "signed", begin="dispatched")
    handler = district["handler"]
    accept(late, handler=handler.id, by=handler, at=make.when("sign"))
    log_contact(late, kind="phone", words="电话听取诉求", by=handler, at=make.when("sign"))
    draft = Draft(findings=(replace(make.a_draft(case).findings[0], demand=late),))
    second = draft_opinion(case.petition, draft=draft, by=handler, at=make.when("issue"))
    assert second.pk != case.opinion
    first = make.opinion_of(case)
    assert (first.stage, first.drafted_at) == ("signed", AT)
    assert [f.demand_id for f in first.findings.all()] == case.demands
    assert after.differences(case) == []


def test_what_another_organ_handles_is_its_own_to_answer(district: District):
    case = make.a_petition(district, "screened", asks=2)
    from yimen.casework.actions.forward import forward

    at, screener = make.when("send"), district["screener"]
    forward(case.demands[0], to=district.housing.pk, by=screener, at=at)
    forward(case.demands[1], to=district.urban.pk, by=screener, at=at)
    theirs, case.demands = case.demands[1], case.demands[:1]
    make.walk(case, "handled", begin="dispatched")
    draft = make.a_draft(case)
    more = replace(draft, findings=(*draft.findings, replace(draft.findings[0], demand=theirs)))
    opinion = drafted(case, draft=more)
    assert [f.demand_id for f in opinion.findings.all()] == case.demands


def test_a_demand_of_somebody_elses_petition_is_not_written_on(district: District):
    case, other = make.a_petition(district, "handled"), make.a_petition(district, "handled")
    draft = make.a_draft(case)
    foreign = Found(demand=other.demand, facts="x", result="supported")
    opinion = drafted(case, draft=replace(draft, findings=(*draft.findings, foreign)))
    assert [f.demand_id for f in opinion.findings.all()] == case.demands


@pytest.mark.parametrize("until", ["dispatched", "accepted", "drafted", "signed", "served"])
def test_nothing_is_drafted_before_somebody_was_heard_or_after_it_went_out(
    district: District, until: str
):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NothingToAnswer):
        drafted(case)
