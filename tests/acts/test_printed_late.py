"""A letter says what was done, however late it is printed, and by when what comes next is due."""

from __future__ import annotations

from datetime import datetime

from tests import make
from tests.make import Case, District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.merge_demands import merge_demands
from yimen.documents.actions import issue
from yimen.documents.models import Letter
from yimen.documents.stored import paper_from_json


def printed(kind: str, case: Case, subject: int, at: datetime) -> Letter:
    act_as(SYSTEM)
    return issue(kind, petition=case.petition, subject=subject, at=at)


def said(letter: Letter) -> str:
    return " ".join(paper_from_json(letter.content).texts())


def test_a_receipt_names_the_day_of_the_dispatch_before_it_is_registered(district: District):
    case = make.a_petition(district)
    assert make.petition_of(case).state == "received"
    words = said(printed("receipt", case, 0, make.when("lodge")))
    assert "最迟在2025年3月11日，我单位把您的信访事项转送" in words
    assert "《信访工作条例》第二十二条" in words


def test_a_notice_of_acceptance_names_who_accepted_it_though_it_is_under_review(
    district: District,
):
    in_time = make.a_petition(district, "accepted")
    first = printed("acceptance_notice", in_time, in_time.demand, make.when("accept"))
    case = make.a_petition(district, "review_accepted")
    assert make.demands_of(case)[0].owner_id != district.housing.pk
    late = printed("acceptance_notice", case, case.demand, make.on("2025-04-25"))
    assert late.organ_id == first.organ_id == district.housing.pk
    assert said(late).count(district.housing.name) == said(first).count(district.housing.name)


def test_a_notice_of_sorting_comes_from_whoever_sorted(district: District):
    case = make.a_petition(district, "screened", asks=2)
    merge_demands(
        case.demands[0],
        others=case.demands[1:],
        reason="两件说的是同一件事",
        by=district["screener"],
        at=make.when("screen"),
    )
    case.demands = case.demands[:1]
    make.walk(case, "accepted", begin="screened")
    (sorting,) = make.petition_of(case).sortings.all()
    letter = printed("sorting_notice", case, sorting.pk, make.when("accept"))
    assert letter.organ_id == district.bureau.pk
