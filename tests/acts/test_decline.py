"""Declining: the clocks stop, and a notice says why and where to go instead."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.decline import decline
from yimen.casework.actions.screen import screen
from yimen.casework.guards import AccusationGoesElsewhere, SayWhereToGo, SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Decline, Dispatch

AT = make.when("decline")
WORDS = {
    "reason": " 属于劳动争议，应当先申请仲裁 ",
    "where_to_go": " 一门区劳动人事争议仲裁院，惠民路9号 ",
    "article": " 《信访工作条例》第三十一条第二项 ",
    "limits_there": " 一年 ",
}


def declined(case: Case, by: Actor | None = None, **change: str) -> None:
    decline(case.demand, **(WORDS | change), by=by or case.district["head"], at=AT)


def test_only_the_head_of_the_organ_may_decline(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: declined(case, by))
    assert tried == {"head": "done"}


def test_reason_and_direction_are_kept(district: District):
    case = make.a_petition(district, "dispatched")
    declined(case)
    demand = make.demand_of(case)
    assert demand.state == "not_accepted"
    row = Decline.objects.get(demand=demand)
    assert (row.reason, row.where_to_go) == (WORDS["reason"].strip(), WORDS["where_to_go"].strip())
    assert (row.article, row.limits_there) == (WORDS["article"].strip(), "一年")
    assert (row.at, row.by_id) == (AT, district["head"].id)
    assert Dispatch.objects.get(demand=demand).outcome == "declined"


@pytest.mark.usefixtures("db")
def test_every_duty_ends_and_the_petition_is_closed():
    district = make.a_district(profile="xingguo")
    case = make.a_petition(district, "dispatched", report_by=make.on("2025-03-31").date())
    declined(case)
    assert after.running(case.demand) == {}
    petition = make.petition_of(case)
    assert (petition.state, petition.due_on, petition.closed_at) == ("not_accepted", None, AT)
    assert after.differences(case) == []


def test_it_leaves_one_line_without_the_reason_and_one_notice(district: District):
    case = make.a_petition(district, "dispatched")
    declined(case)
    row = Decline.objects.get(demand=case.demand)
    assert after.new_lines(case, 4) == [
        {"kind": "decline", "demands": [1], "role": "head", "decline": row.pk}
    ]
    (job,) = after.jobs()[3:]
    assert (job["kind"], job["subject"]) == ("non_acceptance_notice", row.pk)


def test_what_was_not_sent_on_is_declined_from_the_register(district: District):
    head = make.an_officer(district, "head", district.bureau)
    case = make.a_petition(district, "registered")
    declined(case, head)
    assert make.demand_of(case).state == "not_accepted"
    assert after.differences(case) == []


def test_one_of_two_is_declined_and_the_petition_stays_open(district: District):
    case = make.a_petition(district, "dispatched", asks=2)
    declined(case)
    petition = make.petition_of(case)
    assert (petition.state, petition.closed_at) == ("dispatched", None)


@pytest.mark.parametrize("reason", ["", "   ", "不行"])
def test_a_reason_must_say_something(district: District, reason: str):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(SayWhy):
        declined(case, reason=reason)


@pytest.mark.parametrize("where", ["", "   "])
def test_nobody_is_sent_away_without_a_direction(district: District, where: str):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(SayWhereToGo):
        declined(case, where_to_go=where)


@pytest.mark.parametrize("until", ["lodged", "accepted", "handled", "served", "declined"])
def test_it_is_declined_before_it_is_accepted_or_never(district: District, until: str):
    case = make.a_petition(district, until)
    head = make.an_officer(district, "head", make.demand_of(case).owner)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        declined(case, head)


def test_an_accusation_is_passed_on_to_whom_it_belongs_and_never_declined_here(district: District):
    case = make.a_petition(district, "registered")
    head = make.an_officer(district, "head", district.bureau)
    screen(
        case.demand,
        kind="accusation",
        category=make.CATEGORY,
        route=None,
        by=district["screener"],
        at=make.on("2025-02-20"),
    )
    with pytest.raises(AccusationGoesElsewhere), after.nothing_changes():
        declined(case, head)
