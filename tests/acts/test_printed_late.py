"""A letter says what was done, however late it is printed, and by when what comes next is due."""

from __future__ import annotations

from datetime import datetime

from tests import make
from tests.make import Case, District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.forward import forward
from yimen.casework.actions.merge_demands import merge_demands
from yimen.documents.actions import issue
from yimen.documents.models import Letter
from yimen.documents.stored import paper_from_json
from yimen.people.models import Organ, Region
from yimen.registry.models import Decline, Demand, Dispatch


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


def test_a_notice_of_acceptance_offers_mediation_where_the_matter_fits_it(district: District):
    case = make.a_petition(district, "accepted")
    fits = {}
    for day, category in (("05", "civil_affairs.neighbours_family"), ("06", "environment.air")):
        Demand.objects.filter(pk=case.demand).update(category=category)
        letter = printed("acceptance_notice", case, case.demand, make.on(f"2025-03-{day}"))
        fits[category] = "申请人民调解，不收费" in said(letter)
    assert fits == {"civil_affairs.neighbours_family": True, "environment.air": False}


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


def test_a_notice_of_non_acceptance_comes_from_whoever_declined(district: District):
    case = make.a_petition(district, "declined")
    decline = Decline.objects.get(demand=case.demand)
    Demand.objects.filter(pk=case.demand).update(owner=district.urban)  # its review is elsewhere
    letter = printed("non_acceptance_notice", case, decline.pk, make.when("decline"))
    assert letter.organ_id == district.housing.pk
    assert district.urban.name not in said(letter)


def test_a_receipt_says_how_ones_own_data_is_asked_for(district: District):
    case = make.a_petition(district)
    words = said(printed("receipt", case, 0, make.when("lodge")))
    assert "办法：致电0000-88000000，或者到一门区政务路1号。" in words


def test_the_item_of_article_22_follows_the_level_of_the_organ(district: District):
    street = Region.objects.create(
        name="某街道", kind="street", parent=district.region, path=f"{district.region.path}jie/"
    )
    own, below = make.a_petition(district, "dispatched"), make.a_petition(district, "screened")
    Organ.objects.filter(pk=district.urban.pk).update(region=street)
    by, at = district["screener"], make.when("send")
    forward(below.demand, to=district.urban.pk, by=by, at=at)
    for case, item in ((own, "第一项"), (below, "第二项")):
        sent = Dispatch.objects.get(demand=case.demand)
        for kind in ("forwarding_letter", "forwarding_notice"):
            assert f"第二十二条第一款{item}" in said(printed(kind, case, sent.pk, at))
