"""Forwarding: the bureau's clock stops, the organ's clocks start, both sides are told."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.accusing import ReleasedByTwo
from yimen.casework.actions.forward import forward
from yimen.casework.actions.screen import screen
from yimen.casework.guards import (
    AccusationGoesElsewhere,
    AlreadyThere,
    AnotherOrgansTurn,
    HoldsAccusation,
    NotScreened,
    OrganHasEnded,
)
from yimen.casework.sending import OutsideOurPlace
from yimen.law.moves import NotAllowedNow
from yimen.registry import lane
from yimen.registry.models import Dispatch
from yimen.registry.queries import seen_by

AT = make.when("send")


def forwarded(case: Case, by: Actor | None = None, to: int = 0) -> None:
    district = case.district
    by = by or district["screener"]
    forward(case.demand, to=to or district.housing.pk, note=" 请依法办理 ", by=by, at=AT)


def as_accusation(case: Case, place: int) -> None:
    by, at = case.district["screener"], make.when("screen")
    screen(case.demands[place], kind="accusation", category=make.CATEGORY, route=None, by=by, at=at)


def test_the_screener_may_forward_and_nobody_else(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: forwarded(case, by))
    assert tried == {"screener": "done", "system": "done"}


def test_a_screener_sends_only_what_the_own_organ_holds(district: District):
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, "registered", filing=filing)
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        forwarded(case, to=district.urban.pk)


def test_its_turn_has_come_at_the_organ(district: District):
    case = make.a_petition(district, "screened")
    assert not seen_by(district["handler"]).filter(pk=case.petition).exists()
    forwarded(case)
    demand = make.demand_of(case)
    assert (demand.state, demand.owner_id, demand.sent_as) == (
        "dispatched",
        district.housing.pk,
        "forward",
    )
    assert make.petition_of(case).organs == [district.bureau.pk, district.housing.pk]
    assert seen_by(district["handler"]).filter(pk=case.petition).exists()
    assert not seen_by(district["other_handler"]).filter(pk=case.petition).exists()
    (sent,) = Dispatch.objects.filter(demand=demand)
    assert (sent.kind, sent.from_organ_id, sent.to_organ_id) == (
        "forward",
        district.bureau.pk,
        district.housing.pk,
    )
    assert (sent.sent_at, sent.report_by, sent.note, sent.outcome) == (
        AT,
        None,
        "请依法办理",
        "open",
    )


def test_fifteen_days_for_the_notice_and_five_working_days_for_an_objection(district: District):
    case = make.a_petition(district, "screened")
    forwarded(case)
    assert after.clocks(case.demand) == {
        "register": ("2025-02-24", "2025-02-24", "2025-02-24"),
        "dispatch": ("2025-02-24", "2025-03-11", "2025-02-25"),
        "acceptance_notice": ("2025-02-25", "2025-03-12", ""),
        "objection": ("2025-02-25", "2025-03-04", ""),
    }
    # An objection is a right that lapses, so the desk shows the notice as the next duty.
    assert make.demand_of(case).due_on == make.on("2025-03-12").date()


def test_it_leaves_one_line_and_tells_both_sides(district: District):
    case = make.a_petition(district, "screened")
    forwarded(case)
    sent = Dispatch.objects.get(demand=case.demand)
    assert after.new_lines(case, 3) == [
        {
            "kind": "forward",
            "demands": [1],
            "role": "screener",
            "to_organ": district.housing.pk,
            "dispatch": sent.pk,
            "clocks": {
                "1": {
                    "acceptance_notice": {"due": "2025-03-12"},
                    "objection": {"due": "2025-03-04"},
                }
            },
        }
    ]
    assert after.letters_asked_for(1) == ["forwarding_letter", "forwarding_notice"]
    assert {job["subject"] for job in after.jobs()[1:]} == {sent.pk}
    assert {job["lock"] for job in after.jobs()} == {f"petition-{case.petition}"}
    assert after.differences(case) == []


def test_two_demands_can_go_to_two_organs(district: District):
    case = make.a_petition(district, "screened", asks=2)
    screener = district["screener"]
    forward(case.demands[0], to=district.housing.pk, by=screener, at=AT)
    assert [d.state for d in make.demands_of(case)] == ["dispatched", "registered"]
    assert make.petition_of(case).state == "registered"
    forward(case.demands[1], to=district.urban.pk, by=screener, at=AT)
    petition = make.petition_of(case)
    assert petition.state == "dispatched"
    assert petition.organs == [district.bureau.pk, district.housing.pk, district.urban.pk]
    assert after.differences(case) == []


def test_nothing_is_sent_that_was_not_screened(district: District):
    case = make.a_petition(district, "registered")
    with after.nothing_changes(), pytest.raises(NotScreened):
        forwarded(case)


def test_it_is_not_sent_to_whoever_has_it(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(AlreadyThere):
        forwarded(case, to=district.bureau.pk)


def test_it_goes_to_no_other_place_and_to_nobody_above(district: District):
    case = make.a_petition(district, "screened")
    for key in ("elsewhere", "bureau_elsewhere", "city"):
        with after.nothing_changes(), pytest.raises(OutsideOurPlace):
            forwarded(case, to=district.organs[key].pk)
    forwarded(case, to=district.organs["government"].pk)


def test_an_organ_that_does_not_exist_is_not_found(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(NotFound):
        forwarded(case, to=987_654)


def test_an_organ_that_has_ended_names_its_successor(district: District):
    case = make.a_petition(district, "screened")
    ended = district.housing
    ended.ends_on, ended.successor = AT.date(), district.urban
    ended.save()
    with after.nothing_changes(), pytest.raises(OrganHasEnded) as refused:
        forwarded(case)
    assert district.urban.name in str(refused.value)


def test_an_accusation_goes_to_a_supervisory_organ_only(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    with after.nothing_changes(), pytest.raises(AccusationGoesElsewhere):
        forwarded(case)
    with after.nothing_changes(), pytest.raises(ReleasedByTwo):
        forwarded(case, to=district.organs["supervisory"].pk)


def test_no_organ_gets_to_read_the_accusation_that_came_with_another_demand(district: District):
    """The demand goes in an open file of its own, and the file that accuses goes nowhere."""
    case = make.a_petition(district, "screened", asks=2)
    as_accusation(case, 1)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        forwarded(case)
    act_as(SYSTEM)
    rest = lane.rest_of(case.petition)
    assert rest is not None
    new = Case(district, rest.petition, rest.number, rest.code)
    new.demands = [one.pk for one in make.demands_of(new)]
    forwarded(new)
    assert district.housing.pk not in make.petition_of(case).organs
    read = seen_by(make.an_officer(district, "handler", district.housing))
    assert list(read.values_list("pk", flat=True)) == [rest.petition]


def test_a_file_that_could_not_be_divided_goes_to_no_other_organ(district: District):
    """Where the rest cannot begin anew by the same dates it stays, and nobody else gets to read."""
    case = make.a_petition(district, "screened", asks=2)
    make.dated_otherwise(case.demand)
    as_accusation(case, 1)
    with after.nothing_changes(), pytest.raises(HoldsAccusation):
        forwarded(case)
    assert district.housing.pk not in make.petition_of(case).organs


def test_nothing_is_sent_while_a_demand_beside_it_is_unread(district: District):
    """It could be an accusation, and the file would be open to whom it accuses."""
    case = make.a_petition(district, "registered", asks=2)
    words = {"kind": "claim", "category": make.CATEGORY, "route": 6}
    screen(case.demands[0], **words, by=district["screener"], at=make.when("screen"))
    with after.nothing_changes(), pytest.raises(NotScreened):
        forwarded(case)


@pytest.mark.parametrize("until", ["lodged", "dispatched", "accepted", "served", "declined"])
def test_it_is_forwarded_from_the_register_only(district: District, until: str):
    case = make.a_petition(district, until)
    refusals = (NotAllowedNow, AnotherOrgansTurn)  # once sent, it is no longer the bureau's
    with after.nothing_changes(), pytest.raises(refusals):
        forwarded(case, to=district.urban.pk)
    if until != "lodged":
        own = make.an_officer(district, "screener", district.housing)
        with after.nothing_changes(), pytest.raises(NotAllowedNow):
            forwarded(case, own, to=district.urban.pk)
