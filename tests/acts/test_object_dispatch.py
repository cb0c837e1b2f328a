"""Objecting to a dispatch: within five working days, with reasons, once; no other clock stops."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.accept import accept
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.guards import (
    AnotherOrgansTurn,
    NoObjectionThen,
    NotProper,
    ObjectedBefore,
    ObjectionLapsed,
    OrganHasEnded,
    SayWhy,
)
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Clock, Dispatch, Objection
from yimen.registry.queries import seen_by

AT = make.when("object")
WHY = " 路灯由城市管理部门管养，不属于我局职权范围 "


def objected(
    case: Case, by: Actor | None = None, at: object = AT, reason: str = WHY, proper: int = 0
) -> None:
    by = by or case.district["handler"]
    object_dispatch(case.demand, reason=reason, proper=proper, by=by, at=at)


def test_the_organ_may_object_and_nobody_else(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: objected(case, by))
    done = {"handler", "second_handler", "head"}
    assert {who for who, what in tried.items() if what == "done"} == done
    assert set(tried) == done


def test_the_turn_is_then_whose_who_sent_it(district: District):
    case = make.a_petition(district, "dispatched")
    objected(case, proper=district.urban.pk)
    demand = make.demand_of(case)
    assert (demand.state, demand.owner_id) == ("objected", district.bureau.pk)
    row = Objection.objects.get(demand=demand)
    assert (row.reason, row.proper_id, row.decision) == (WHY.strip(), district.urban.pk, "waiting")
    assert (row.at, row.by_id) == (AT, district["handler"].id)
    assert Dispatch.objects.get(demand=demand).outcome == "open"
    assert seen_by(district["handler"]).filter(pk=case.petition).exists()
    assert not seen_by(district["other_handler"]).filter(pk=case.petition).exists()


def test_the_organs_own_time_runs_on_while_the_bureau_has_three_working_days(district: District):
    case = make.a_petition(district, "dispatched", report_by=make.on("2025-03-31").date())
    objected(case)
    assert after.clocks(case.demand) == {
        "register": ("2025-02-24", "2025-02-24", "2025-02-24"),
        "dispatch": ("2025-02-24", "2025-03-11", "2025-02-25"),
        "acceptance_notice": ("2025-02-25", "2025-03-12", ""),
        "objection": ("2025-02-25", "2025-03-04", "2025-02-27"),
        "assigned_report": ("2025-02-25", "2025-03-31", ""),
        "objection_check": ("2025-02-27", "2025-03-04", ""),
    }
    # The bureau is the next that can be late.
    assert make.demand_of(case).due_on == make.on("2025-03-04").date()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("profile", ["futian", "xingguo"])
def test_a_local_promise_runs_on_as_well(profile: str):
    district = make.a_district(profile=profile)
    case = make.a_petition(district, "dispatched")
    before = after.running(case.demand)
    objected(case)
    left = after.running(case.demand)
    assert before.items() - left.items() == {("objection", "2025-03-04")}
    assert after.differences(case) == []


def test_it_leaves_one_line_without_the_reason_and_one_letter(district: District):
    case = make.a_petition(district, "dispatched")
    objected(case)
    row = Objection.objects.get(demand=case.demand)
    assert after.new_lines(case, 4) == [
        {
            "kind": "object_dispatch",
            "demands": [1],
            "role": "handler",
            "checking_organ": district.bureau.pk,
            "dispatch": row.dispatch_id,
            "objection": row.pk,
            "clocks": {"1": {"objection_check": {"due": "2025-03-04"}}},
        }
    ]
    (job,) = after.jobs()[3:]
    assert (job["kind"], job["subject"]) == ("objection_letter", row.pk)
    assert after.differences(case) == []


def test_the_last_day_is_in_time_and_the_day_after_is_not(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(ObjectionLapsed):
        objected(case, at=make.on("2025-03-05"))
    objected(case, at=make.on("2025-03-04", "23:59"))
    assert make.demand_of(case).state == "objected"


def test_the_same_organ_objects_to_the_same_dispatch_once(district: District):
    case = make.a_petition(district, "objected")
    at = make.on("2025-03-03")
    uphold_dispatch(case.demand, reason="由你局管养", by=district["screener"], at=at)
    with after.nothing_changes(), pytest.raises(ObjectedBefore):
        objected(case, at=at)
    with after.nothing_changes(), pytest.raises(ObjectedBefore):
        objected(case, by=district["head"], at=at)


def test_what_was_sent_under_the_rule_of_2005_knows_no_objection(district: District):
    case = make.a_petition(district, "dispatched")
    Clock.objects.filter(demand=case.demand, limit="objection").update(limit="forwarding_chain")
    with after.nothing_changes(), pytest.raises(NoObjectionThen):
        objected(case)


@pytest.mark.parametrize("reason", ["", "   ", "不归我"])
def test_the_reason_must_say_something(district: District, reason: str):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(SayWhy):
        objected(case, reason=reason)


def test_the_organ_that_is_held_competent_is_a_third_one_that_lives(district: District):
    case = make.a_petition(district, "dispatched")
    for organ in (district.bureau, district.housing):
        with after.nothing_changes(), pytest.raises(NotProper):
            objected(case, proper=organ.pk)
    with after.nothing_changes(), pytest.raises(NotFound):
        objected(case, proper=987_654)
    ended = district.urban
    ended.ends_on, ended.successor = AT.date(), district.organs["government"]
    ended.save()
    with after.nothing_changes(), pytest.raises(OrganHasEnded):
        objected(case, proper=ended.pk)


def test_an_organ_whose_turn_it_is_not_objects_to_nothing(district: District):
    case = make.a_petition(district, "objected")
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        objected(case)


@pytest.mark.parametrize("until", ["screened", "accepted", "handled", "declined", "routed_out"])
def test_it_is_objected_to_before_it_is_accepted_or_never(district: District, until: str):
    case = make.a_petition(district, until)
    own = make.an_officer(district, "handler", make.demand_of(case).owner)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        objected(case, own)


def test_nothing_is_accepted_while_an_objection_is_checked(district: District):
    case = make.a_petition(district, "objected")
    with after.nothing_changes(), pytest.raises((NotAllowedNow, AnotherOrgansTurn)):
        accept(case.demand, by=district["handler"], at=make.on("2025-03-03"))
