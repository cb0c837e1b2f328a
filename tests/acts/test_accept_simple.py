"""Accepting as simple: ten working days, and the sixty days counted beside from the same day."""

from __future__ import annotations

import pytest
from tests import make, sent
from tests.acts import after
from tests.acts.test_ask_assistance import ask
from tests.make import District

from yimen.casework.actions.link import link
from yimen.casework.simple import NotSimple
from yimen.registry.models import Simple


def test_c32_runs_and_the_sixty_days_run_beside(district: District):
    case = make.a_petition(district, "dispatched")
    sent.a_simple(case)
    assert make.demand_of(case).state == "simple"
    assert after.running(case.demand) == {"simple_handling": "2025-03-17", "handling": "2025-05-06"}
    assert after.letters_asked_for()[-1] == "simple_notice"
    assert after.differences(case) == []


def test_what_was_accepted_already_is_counted_from_then(district: District):
    case = make.a_petition(district, "accepted")
    sent.a_simple(case, make.on("2025-03-07"))
    assert after.running(case.demand) == {"simple_handling": "2025-03-17", "handling": "2025-05-06"}
    assert after.differences(case) == []


def test_after_ten_working_days_it_is_too_late_for_it(district: District):
    case = make.a_petition(district, "accepted")
    with after.nothing_changes(), pytest.raises(NotSimple):
        sent.a_simple(case, make.on("2025-03-18"))


def test_only_the_organ_that_has_it_accepts_it(district: District):
    case = make.a_petition(district, "dispatched")
    by = {"handler", "head", "second_handler", "system"}
    with after.nothing_changes():
        tried = after.outcomes(
            case,
            lambda who: sent.accept_simple(
                case.demand, ground="clear", told_by="phone", by=who, at=make.when("accept")
            ),
        )
    assert {who for who, what in tried.items() if what == "done"} == by


def test_assigned_repeated_and_shared_matters_are_not_simple(district: District):
    assigned = make.a_petition(district, "dispatched", report_by=make.on("2025-03-31").date())
    repeat, first = make.a_petition(district, "dispatched"), make.a_petition(district)
    link(
        repeat.petition,
        other=first.petition,
        kind="repeat",
        by=district["screener"],
        at=make.when("send"),
    )
    shared = make.a_petition(district, "accepted")
    ask(shared)
    for case in (assigned, repeat, shared):
        with after.nothing_changes(), pytest.raises(NotSimple):
            sent.a_simple(case, make.on("2025-03-07"))


def test_the_ground_is_kept(district: District):
    case = make.a_petition(district, "dispatched")
    sent.a_simple(case)
    row = Simple.objects.get(demand=case.demand)
    assert (row.ground, row.told_by, row.accepted_by_id) == (
        "clear",
        "phone",
        district["handler"].id,
    )
