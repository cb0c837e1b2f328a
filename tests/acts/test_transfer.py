"""Passing on what a dissolved organ leaves: the successor has what was left of every limit."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.accusing import GoesToTheAccused, NotForThisOrgan
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.execute import execute
from yimen.casework.actions.transfer import NothingLeft, OwnAnswer, StillThere, transfer
from yimen.casework.guards import AnotherOrgansTurn
from yimen.casework.queries.sending import left_behind
from yimen.people.models import Organ
from yimen.registry.models import Review

AT = make.on("2025-03-24")


def ended(district: District) -> None:
    Organ.objects.filter(pk=district.housing.pk).update(
        ends_on=make.on("2025-03-22").date(), successor=district.urban
    )


def passed(case: Case) -> None:
    transfer(case.demand, by=SYSTEM, at=AT)


def test_the_successor_goes_on_with_the_same_dates(district: District):
    case = make.a_petition(district, "handled")
    before = after.clocks(case.demand)
    ended(district)
    passed(case)
    demand = make.demand_of(case)
    assert (demand.owner_id, demand.handler_id, demand.state) == (
        district.urban.pk,
        None,
        "handling",
    )
    assert after.clocks(case.demand) == before
    assert after.letters_asked_for()[-1] == "transfer_notice"
    assert after.differences(case) == []


def test_an_answer_on_its_way_goes_on_there(district: District):
    case = make.a_petition(district, "drafted")
    ended(district)
    passed(case)
    check_opinion(case.opinion, by=district["other_checker"], at=AT)
    assert after.differences(case) == []


def test_the_night_finds_what_was_left_behind(district: District):
    case = make.a_petition(district, "handled")
    assert left_behind(AT) == []
    ended(district)
    assert left_behind(AT) == [case.demand]


def test_an_organ_that_lives_keeps_its_matters(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(StillThere):
        passed(case)


def test_the_reviewing_organs_successor_goes_on_with_the_review(district: District):
    case = make.a_petition(district, "review_accepted")
    before = after.clocks(case.demand)
    reviewer = make.demand_of(case).owner
    assert reviewer != district.housing
    Organ.objects.filter(pk=reviewer.pk).update(
        ends_on=make.on("2025-03-22").date(), successor=district.urban
    )
    late = make.on("2026-03-24")
    transfer(case.demand, by=SYSTEM, at=late)
    act_as(SYSTEM)
    assert Review.objects.get().organ_id == district.urban.pk
    assert make.demand_of(case).owner_id == district.urban.pk
    assert after.clocks(case.demand) == before
    assert after.differences(case) == []


def test_nobody_reviews_their_own_answer_by_succession(district: District):
    case = make.a_petition(district, "review_accepted")
    reviewer = make.demand_of(case).owner
    Organ.objects.filter(pk=reviewer.pk).update(
        ends_on=make.on("2025-03-22").date(), successor=district.housing
    )
    with after.nothing_changes(), pytest.raises(OwnAnswer):
        transfer(case.demand, by=SYSTEM, at=make.on("2026-03-24"))


@pytest.mark.parametrize("state", ["executing", "closed_final"])
def test_what_was_to_be_carried_out_is_owed_by_the_successor(district: District, state: str):
    if state == "closed_final":
        case = make.owed_after_a_recheck(district)
    else:
        case = make.a_petition(district, "served", result="supported")
    assert make.demand_of(case).state == state
    before = after.clocks(case.demand)
    ended(district)
    late = make.on("2025-06-02")
    assert left_behind(late) == [case.demand]
    transfer(case.demand, by=SYSTEM, at=late)
    assert (make.demand_of(case).owner_id, make.demand_of(case).state) == (
        district.urban.pk,
        state,
    )
    assert after.clocks(case.demand) == before
    assert left_behind(late) == []
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        execute(case.demand, proof="已更换，验收单在卷", by=district["handler"], at=late)
    execute(case.demand, proof="已更换，验收单在卷", by=district["other_handler"], at=late)
    assert after.differences(case) == []


@pytest.mark.parametrize("until", ["concluded", "rechecked"])
def test_what_is_over_and_owes_nothing_stays_where_it_is(district: District, until: str):
    case = make.a_petition(district, until)
    ended(district)
    late = make.on("2025-08-04")
    assert left_behind(late) == []
    with after.nothing_changes(), pytest.raises(NothingLeft):
        transfer(case.demand, by=SYSTEM, at=late)


def test_whoever_guided_it_elsewhere_leaves_the_asking_to_its_successor(district: District):
    case = make.a_petition(district, "routed_out", route=2)
    owner = make.demand_of(case).owner
    Organ.objects.filter(pk=owner.pk).update(
        ends_on=make.on("2025-03-22").date(), successor=district.urban
    )
    assert left_behind(AT) == [case.demand]
    passed(case)
    assert make.demand_of(case).owner_id == district.urban.pk
    assert "follow_up" in after.running(case.demand)
    assert after.differences(case) == []


def _another_discipline_organ(district: District) -> Organ:
    return Organ.objects.create(
        name="一门区纪检监察联合委员会",
        mark="门纪联",
        kind=Organ.Kind.SUPERVISORY,
        region=district.bureau.region,
    )


def _discipline(district: District, successor: Organ) -> None:
    Organ.objects.filter(pk=district.organs["supervisory"].pk).update(
        ends_on=make.on("2025-03-10").date(), successor=successor
    )


@pytest.mark.parametrize("until", ["released", "accusation_taken"])
def test_an_accusation_goes_on_with_the_successor_of_who_received_it(
    district: District, until: str
):
    case = make.a_petition(district, until, kind="accusation")
    heir = _another_discipline_organ(district)
    _discipline(district, heir)
    passed(case)
    demand, row = make.demand_of(case), make.petition_of(case)
    assert (demand.owner_id, demand.handler_id) == (heir.pk, None)
    assert heir.pk in row.organs
    assert row.organs[0] == district.bureau.pk
    assert after.differences(case) == []


def test_an_accusation_never_passes_to_whom_it_accuses_nor_to_a_department(district: District):
    case = make.a_petition(district, "released", kind="accusation")
    _discipline(district, district.urban)
    with after.nothing_changes(), pytest.raises(GoesToTheAccused):
        passed(case)
    _discipline(district, district.housing)
    with after.nothing_changes(), pytest.raises(NotForThisOrgan):
        passed(case)


def test_the_successor_of_who_keeps_the_letter_keeps_it(district: District):
    case = make.a_petition(district, "accused_named", kind="accusation")
    heir = _another_discipline_organ(district)
    Organ.objects.filter(pk=district.bureau.pk).update(
        ends_on=make.on("2025-03-22").date(), successor=heir
    )
    passed(case)
    assert make.petition_of(case).organs[0] == heir.pk
    assert after.differences(case) == []
