"""Accepting: the notice clock stops, the handling clock starts, the petitioner is told."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.accept import accept
from yimen.casework.actions.screen import screen
from yimen.casework.guards import (
    AccusationGoesElsewhere,
    AnotherOrgansTurn,
    HasItsOwnWay,
    NotAHandlerHere,
    NotScreened,
    StudiedInstead,
)
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Dispatch

AT = make.when("accept")


def accepted(case: Case, by: Actor | None = None, handler: int = 0) -> None:
    accept(case.demand, handler=handler, by=by or case.district["handler"], at=AT)


def test_handlers_and_the_head_of_the_organ_may_accept(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: accepted(case, by))
    assert tried == {
        "handler": "done",
        "second_handler": "done",
        "head": "done",
        "system": "done",
    }


def test_an_organ_that_merely_reads_the_file_does_not_accept_it(district: District):
    case = make.a_petition(district, "screened", asks=2)
    make.DEEDS["send"](case, make.Way())
    other = make.a_petition(district, "screened", asks=2)
    from yimen.casework.actions.forward import forward

    at, screener = make.when("send"), district["screener"]
    forward(other.demands[0], to=district.housing.pk, by=screener, at=at)
    forward(other.demands[1], to=district.urban.pk, by=screener, at=at)
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn) as refused:
        accepted(other, district["other_handler"])
    assert district.housing.name in str(refused.value)


def test_the_handler_is_named_and_the_sending_is_answered(district: District):
    case = make.a_petition(district, "dispatched")
    second = district["second_handler"].id
    accepted(case, handler=second)
    demand = make.demand_of(case)
    assert (demand.state, demand.handler_id, demand.accepted_on) == (
        "accepted",
        second,
        date(2025, 3, 3),
    )
    assert Dispatch.objects.get(demand=demand).outcome == "accepted"


def test_sixty_days_run_from_acceptance_to_the_day_after_the_holiday(district: District):
    case = make.a_petition(district, "dispatched")
    accepted(case)
    assert after.clocks(case.demand) == {
        "register": ("2025-02-24", "2025-02-24", "2025-02-24"),
        "dispatch": ("2025-02-24", "2025-03-11", "2025-02-25"),
        "acceptance_notice": ("2025-02-25", "2025-03-12", "2025-03-03"),
        "objection": ("2025-02-25", "2025-03-04", "2025-03-03"),
        "handling": ("2025-03-03", "2025-05-06", ""),
    }
    assert make.petition_of(case).due_on == date(2025, 5, 6)


def test_it_leaves_one_line_and_one_notice(district: District):
    case = make.a_petition(district, "dispatched")
    accepted(case, handler=district["handler"].id)
    assert after.new_lines(case, 4) == [
        {
            "kind": "accept",
            "demands": [1],
            "role": "handler",
            "handler_staff": district["handler"].id,
            "clocks": {"1": {"handling": {"due": "2025-05-06"}}},
        }
    ]
    (job,) = after.jobs()[3:]
    assert (job["kind"], job["subject"]) == ("acceptance_notice", case.demand)
    assert after.differences(case) == []


def test_what_the_organ_received_itself_it_accepts_from_the_register(district: District):
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, "registered", filing=filing)
    with after.nothing_changes(), pytest.raises(NotScreened):
        accepted(case)
    words = {"kind": "claim", "category": make.CATEGORY, "route": 6}
    screen(case.demand, **words, by=district["handler"], at=AT)
    accepted(case)
    assert after.clocks(case.demand)["direct_notice"] == ("2025-02-24", "2025-03-11", "2025-03-03")
    assert after.running(case.demand) == {"handling": "2025-05-06"}
    assert after.differences(case) == []


@pytest.mark.parametrize("part", ["checker", "other_handler", "foreign_handler", "head"])
def test_only_a_handler_of_the_organ_can_be_given_it(district: District, part: str):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(NotAHandlerHere) as refused:
        accepted(case, handler=district[part].id)
    assert district.housing.name in str(refused.value)


@pytest.mark.parametrize("route", [1, 2, 3])
def test_what_has_a_way_of_its_own_is_not_accepted(district: District, route: int):
    case = make.a_petition(district, "dispatched", route=route)
    with after.nothing_changes(), pytest.raises(HasItsOwnWay) as refused:
        accepted(case)
    assert f"31({route})" in str(refused.value)


@pytest.mark.parametrize("route", [4, 5, 6])
def test_what_the_organ_itself_answers_is_accepted(district: District, route: int):
    case = make.a_petition(district, "dispatched", route=route)
    accepted(case)
    assert make.demand_of(case).state == "accepted"


def test_an_accusation_is_accepted_by_a_supervisory_organ_only(district: District):
    bureau_handler = make.an_officer(district, "handler", district.bureau)
    case = make.a_petition(district, "screened", kind="accusation")
    with after.nothing_changes(), pytest.raises(AccusationGoesElsewhere):
        accepted(case, bureau_handler)
    make.walk(case, "accusation_taken", make.Way(kind="accusation"), begin="screened")
    assert make.demand_of(case).state == "sealed_taken"


def test_a_suggestion_is_studied_and_not_accepted(district: District):
    case = make.a_petition(district, "dispatched", kind="suggestion")
    with after.nothing_changes(), pytest.raises(StudiedInstead):
        accepted(case)


@pytest.mark.parametrize("until", ["accepted", "handled", "served", "declined"])
def test_it_is_accepted_once(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        accepted(case)
