"""Registering: the clock to send it on, or to answer it directly, starts at its receipt."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import District

from yimen.casework.actions.register import register
from yimen.law.moves import NotAllowedNow

AT = make.when("register")


def test_the_counter_and_the_screener_may_register(district: District):
    case = make.a_petition(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: register(case.petition, by=by, at=AT))
    assert tried == {"receptionist": "done", "screener": "done", "system": "done"}


def test_the_organ_itself_registers_what_it_received(district: District):
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, filing=filing)
    tried = after.outcomes(case, lambda by: register(case.petition, by=by, at=AT))
    assert set(tried) == {"receptionist", "screener", "system", "handler", "second_handler"}


def test_every_demand_is_registered_at_once(district: District):
    case = make.a_petition(district, asks=3)
    register(case.petition, by=district["receptionist"], at=AT)
    assert [demand.state for demand in make.demands_of(case)] == ["registered"] * 3
    petition = make.petition_of(case)
    assert (petition.state, petition.registered_at) == ("registered", AT)
    assert petition.due_on == make.on("2025-03-11").date()


def test_it_leaves_one_line_and_asks_for_no_letter(district: District):
    case = make.a_petition(district)
    register(case.petition, by=district["receptionist"], at=AT)
    assert after.new_lines(case, 1) == [
        {
            "kind": "register",
            "demands": [1],
            "role": "receptionist",
            "clocks": {"1": {"dispatch": {"due": "2025-03-11"}}},
        }
    ]
    assert after.letters_asked_for() == ["receipt"]
    assert after.differences(case) == []


def test_fifteen_days_to_send_it_on_run_from_the_receipt(district: District):
    case = make.a_petition(district)
    register(case.petition, by=district["receptionist"], at=make.on("2025-02-27"))
    assert after.clocks(case.demand) == {
        "register": ("2025-02-24", "2025-02-24", "2025-02-27"),
        "dispatch": ("2025-02-24", "2025-03-11", ""),
    }


def test_an_organ_that_receives_directly_owes_its_own_notice(district: District):
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, "registered", filing=filing)
    assert after.running(case.demand) == {"direct_notice": "2025-03-11"}


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("profile", "receiver", "runs"),
    [
        ("futian", "bureau", {"dispatch": "2025-03-11", "futian.dispatch": "2025-02-27"}),
        (
            "xingguo",
            "bureau",
            {
                "dispatch": "2025-03-11",
                "xingguo.meeting": "2025-02-27",
                "xingguo.feedback": "2025-03-03",
                "xingguo.handling": "2025-03-17",
            },
        ),
        # An organ that received it itself has nothing to send on: no promise to do it in 3 days.
        ("futian", "housing", {"direct_notice": "2025-03-11"}),
    ],
)
def test_a_local_promise_runs_beside_the_law(profile: str, receiver: str, runs: dict[str, str]):
    district = make.a_district(profile=profile)
    organ = district.organs[receiver]
    organ.profile = profile
    organ.save()
    case = make.a_petition(
        district, "registered", filing=make.a_filing(district, receiver=organ.pk)
    )
    assert after.running(case.demand) == runs


@pytest.mark.parametrize("until", ["registered", "dispatched", "declined", "concluded"])
def test_it_is_registered_once(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        register(case.petition, by=district["receptionist"], at=AT)
