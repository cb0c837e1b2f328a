"""Putting a dispute up: to the common superior, and no day of the petitioner's is lost."""

from __future__ import annotations

import pytest
from tests import make, sent
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.raise_dispute import raise_dispute
from yimen.casework.actions.uphold_dispatch import uphold_dispatch
from yimen.casework.ruling import ObjectFirst, decider
from yimen.people.models import Organ
from yimen.registry.models import Ruling

AT = make.on("2025-03-03")


def upheld(district: District) -> Case:
    case = make.a_petition(district, "objected")
    uphold_dispatch(case.demand, reason=sent.WHY, by=district["screener"], at=AT)
    return case


def raised(case: Case, by: Actor | None = None) -> None:
    raise_dispute(case.demand, reason=sent.WHY, by=by or case.district["head"], at=AT)


def test_the_common_superior_has_it_and_the_notice_runs_on(district: District):
    case = upheld(district)
    raised(case)
    demand = make.demand_of(case)
    assert (demand.state, demand.owner_id) == ("referred_up", district.organs["government"].pk)
    assert after.running(case.demand) == {
        "acceptance_notice": "2025-03-12",
        "competence_decision": "2025-03-10",
        "forwarding_chain": "2025-03-11",
    }
    row = Ruling.objects.get(demand=demand)
    assert (row.body, set(row.between)) == (
        "superior",
        {district.housing.pk},
    )
    assert after.differences(case) == []


def test_the_head_of_the_organ_puts_it_up(district: District):
    case = upheld(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: raised(case, by))
    assert tried == {"head": "done", "screener": "AnotherOrgansTurn"}


def test_the_sender_puts_it_up_instead_of_deciding_alone(district: District):
    case = make.a_petition(district, "objected")
    raised(case, district["screener"])
    assert make.demand_of(case).state == "referred_up"
    assert after.differences(case) == []


def test_who_never_objected_objects_first(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(ObjectFirst):
        raised(case)


def test_whoever_is_led_from_above_alone_is_not_decided_on_by_the_government_beside(
    district: District,
):
    case = upheld(district)
    city = Organ.objects.exclude(region=district.region).filter(kind="government")[0]
    Organ.objects.filter(pk=district.organs["government"].pk).update(parent=city)
    Organ.objects.filter(pk=district.housing.pk).update(is_vertical=True, guide=city)
    found = decider(make.petition_of(case), [district.housing, district.urban], AT)
    assert found == (city, Ruling.Body.SUPERIOR)


def test_without_a_common_superior_the_joint_meeting_decides(district: District):
    case = upheld(district)
    Organ.objects.filter(pk=district.bureau.pk).update(parent=None)
    petition = make.petition_of(case)
    found = decider(petition, [district.housing, district.bureau], AT)
    assert found == (district.bureau, Ruling.Body.MEETING)
