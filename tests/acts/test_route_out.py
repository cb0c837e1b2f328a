"""Routing out: another lawful way answers it; the notice says which, where, and until when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.route_out import route_out
from yimen.casework.filing import Elsewhere
from yimen.casework.guards import (
    AnotherOrgansTurn,
    NotAnotherWay,
    NotScreened,
    OnlyClaims,
    SayWhere,
    SayWhy,
)
from yimen.casework.ways import NotInstead, SinceAhead
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Dispatch, Guidance

AT = make.when("route_out")
#: Thirty days later; a Thursday.
ASK_ON = "2025-03-27"
WHY = " 劳动报酬争议，应当先申请仲裁 "
THERE = replace(make.ARBITRATION, phone=" 0000-1 ", organ=" 一门区劳动人事争议仲裁院 ")


#: The same by a row of the law's list, from the day on which she knew.
WAGES = replace(THERE, way="labour_arbitration", begins="knew", since=make.on("2024-03-10").date())


def routed(
    case: Case, by: Actor | None = None, there: Elsewhere = THERE, reason: str = WHY
) -> None:
    by = by or case.district["screener"]
    route_out(case.demand, elsewhere=there, reason=reason, by=by, at=AT)


def test_at_the_bureau_the_screener_may(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: routed(case, by))
    assert tried == {"screener": "done"}


def test_once_sent_the_head_of_the_organ_may(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: routed(case, by))
    assert tried == {"head": "done", "screener": "AnotherOrgansTurn"}


def test_the_direction_is_kept_whole(district: District):
    case = make.a_petition(district, "screened")
    routed(case)
    demand = make.demand_of(case)
    assert (demand.state, demand.route, demand.owner_id) == ("routed_out", 2, district.bureau.pk)
    row = Guidance.objects.get(demand=demand)
    assert (row.route, row.reason, row.organ_id) == (2, WHY.strip(), district.bureau.pk)
    assert (row.organ_there, row.address_there, row.phone_there) == (
        "一门区劳动人事争议仲裁院",
        "一门区同心路20号二楼",
        "0000-1",
    )
    assert (row.limit_there, row.basis, row.papers) == (
        "自知道权利被侵害之日起一年内",
        "《劳动争议调解仲裁法》第二十七条",
        "仲裁申请书、工资条",
    )
    assert (row.at, row.by_id) == (AT, district["screener"].id)


@pytest.mark.usefixtures("db")
def test_every_duty_ends_but_that_to_ask_what_came_of_it():
    district = make.a_district(profile="xingguo")
    case = make.a_petition(district, "dispatched", report_by=make.on("2025-03-31").date())
    routed(case, district["head"])
    assert after.running(case.demand) == {"follow_up": ASK_ON}
    petition = make.petition_of(case)
    found = (petition.state, str(petition.due_on), petition.closed_at)
    assert found == ("routed_out", ASK_ON, None)
    assert Dispatch.objects.get(demand=case.demand).outcome == "ended"
    assert after.differences(case) == []


def test_one_of_two_goes_and_the_other_goes_on(district: District):
    case = make.a_petition(district, "screened", asks=2)
    routed(case)
    petition = make.petition_of(case)
    assert (petition.state, petition.closed_at) == ("registered", None)
    assert after.running(case.demands[1]) == {"dispatch": "2025-03-11"}
    assert after.differences(case) == []


def test_it_leaves_one_line_without_the_words_and_one_notice(district: District):
    case = make.a_petition(district, "screened")
    routed(case)
    row = Guidance.objects.get(demand=case.demand)
    assert after.new_lines(case, 3) == [
        {
            "kind": "route_out",
            "demands": [1],
            "role": "screener",
            "route": 2,
            "guidance": row.pk,
            "clocks": {"1": {"follow_up": {"due": ASK_ON}}},
        }
    ]
    (job,) = after.jobs()[1:]
    assert (job["kind"], job["subject"]) == ("guidance_notice", row.pk)


def test_the_notice_says_until_when_and_where(district: District):
    case = make.a_petition(district, "screened")
    routed(case)
    ground.do_jobs()
    letter = make.letter_of(case, "guidance_notice")
    assert letter.is_for_petitioner
    for word in ("一年内", "同心路20号", "仲裁申请书", "第二十七条", "法律援助"):
        assert word in str(letter.content)


@pytest.mark.parametrize("route", [0, 6, 7])
def test_what_goes_the_sixth_way_stays_here(district: District, route: int):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(NotAnotherWay):
        routed(case, there=replace(THERE, route=route))


@pytest.mark.parametrize("kind", ["suggestion", "accusation"])
def test_only_a_claim_goes_another_way(district: District, kind: str):
    case = make.a_petition(district, "screened", kind=kind)
    with after.nothing_changes(), pytest.raises(OnlyClaims):
        routed(case)


@pytest.mark.parametrize("part", ["organ", "address", "limit", "papers", "basis"])
def test_nobody_is_sent_away_with_half_a_direction(district: District, part: str):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(SayWhere):
        routed(case, there=replace(THERE, **{part: "  "}))


def test_the_petitioner_is_told_why(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(SayWhy):
        routed(case, reason="去仲裁")


def test_nothing_goes_another_way_that_was_not_screened(district: District):
    case = make.a_petition(district, "registered")
    with after.nothing_changes(), pytest.raises(NotScreened):
        routed(case)


def test_an_organ_routes_out_only_what_is_its_turn(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        routed(case)


@pytest.mark.parametrize("until", ["lodged", "objected", "accepted", "handled", "served"])
def test_it_goes_another_way_before_it_is_accepted_or_never(district: District, until: str):
    case = make.a_petition(district, until)
    head = make.an_officer(district, "head", make.demand_of(case).owner)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        routed(case, head)


def test_by_a_row_of_the_list_the_last_day_there_is_counted_and_watched(district: District):
    case = make.a_petition(district, "screened")
    routed(case, there=WAGES)
    assert after.running(case.demand) == {"follow_up": "2025-03-03", "elsewhere": "2025-03-10"}
    row = Guidance.objects.get(demand=case.demand)
    assert (row.way, row.begins, str(row.since), str(row.lapses_on)) == (
        "labour_arbitration",
        "knew",
        "2024-03-10",
        "2025-03-10",
    )
    assert after.lines(case)[-1].facts["lapses_on"] == "2025-03-10"
    assert make.petition_of(case).due_on.isoformat() == "2025-03-03"
    assert after.differences(case) == []


def test_the_notice_warns_of_the_last_days_in_so_many_words(district: District):
    case = make.a_petition(district, "screened")
    routed(case, there=WAGES)
    ground.do_jobs()
    said = str(make.letter_of(case, "guidance_notice").content)
    for word in ("2025年3月10日", "只剩13天", "第二十七条", "45日内裁决", "每30日询问一次"):
        assert word in said
    assert "只剩最后一周" not in said


def test_in_the_last_week_it_says_that_legal_aid_can_come_first(district: District):
    case = make.a_petition(district, "screened")
    routed(case, there=replace(WAGES, since=make.on("2024-03-03").date()))
    ground.do_jobs()
    assert "只剩最后一周" in str(make.letter_of(case, "guidance_notice").content)


def test_a_last_day_can_be_named_where_the_list_has_none(district: District):
    case = make.a_petition(district, "screened")
    routed(case, there=replace(THERE, last_day=make.on("2025-04-30").date()))
    assert after.running(case.demand)["elsewhere"] == "2025-04-30"
    assert after.differences(case) == []


def test_her_time_there_did_not_begin_tomorrow(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(SinceAhead):
        routed(case, there=replace(WAGES, since=make.on("2025-02-26").date()))


def test_what_only_helps_beside_takes_no_petitions_place(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(NotInstead):
        routed(case, there=replace(THERE, way="legal_aid"))
