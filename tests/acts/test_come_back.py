"""Coming back from another way: it goes on here, with its first date and the whole time anew."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.come_back import come_back
from yimen.casework.actions.forward import forward
from yimen.casework.actions.route_out import route_out
from yimen.casework.guards import AnotherOrgansTurn, SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Guidance

AT = make.on("2025-04-02")
WHY = " 仲裁院不予受理，认为没有劳动关系 "


def back(case: Case, by: Actor | None = None, reason: str = WHY) -> None:
    come_back(case.demand, reason=reason, by=by or case.district["receptionist"], at=AT)


def test_the_desks_that_received_it_may_and_the_petitioner(district: District):
    case = make.a_petition(district, "routed_out")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: back(case, by))
    assert tried == {"receptionist": "done", "screener": "done", "petitioner": "done"}


def test_it_keeps_its_date_and_has_the_whole_time_anew(district: District):
    case = make.a_petition(district, "routed_out")
    before = make.petition_of(case)
    assert before.closed_at is None
    back(case)
    petition, demand = make.petition_of(case), make.demand_of(case)
    assert petition.received_at == before.received_at
    assert (petition.state, petition.closed_at) == ("registered", None)
    assert (demand.state, demand.owner_id) == ("registered", district.bureau.pk)
    assert after.clocks(case.demand)["dispatch"] == ("2025-04-02", "2025-04-17", "") or (
        after.running(case.demand) == {"dispatch": "2025-04-17"}
    )
    assert after.differences(case) == []


@pytest.mark.usefixtures("db")
def test_a_local_promise_to_send_it_on_begins_anew_as_well():
    district = make.a_district(profile="futian")
    case = make.a_petition(district, "routed_out")
    back(case)
    left = {"dispatch": "2025-04-17", "futian.dispatch": "2025-04-07"}
    assert after.running(case.demand) == left
    assert after.differences(case) == []


def test_what_was_said_there_is_kept_and_the_petitioner_is_told(district: District):
    case = make.a_petition(district, "routed_out")
    back(case)
    row = Guidance.objects.get(demand=case.demand)
    assert (row.refusal, row.returned_at, row.returned_by_id) == (
        WHY.strip(),
        AT,
        district["receptionist"].id,
    )
    assert after.new_lines(case, 4) == [
        {
            "kind": "come_back",
            "demands": [1],
            "role": "receptionist",
            "to_organ": district.bureau.pk,
            "guidance": row.pk,
            "clocks": {"1": {"dispatch": {"due": "2025-04-17"}}},
        }
    ]
    ground.do_jobs()
    letter = make.letter_of(case, "resumption_notice")
    assert "2025年2月24日" in str(letter.content)
    assert "2025年4月17日" in str(letter.content)


def test_from_an_organ_it_comes_back_to_whoever_received_it(district: District):
    case = make.a_petition(district, "dispatched")
    at = make.on("2025-02-28")
    route_out(case.demand, elsewhere=make.ARBITRATION, reason=WHY, by=district["head"], at=at)
    back(case)
    assert make.demand_of(case).owner_id == district.bureau.pk
    forward(case.demand, to=district.housing.pk, by=district["screener"], at=AT)
    assert after.differences(case) == []


def test_it_can_be_routed_out_again_to_a_better_door(district: District):
    case = make.a_petition(district, "routed_out")
    back(case)
    route_out(case.demand, elsewhere=make.ARBITRATION, reason=WHY, by=district["screener"], at=AT)
    assert Guidance.objects.filter(demand=case.demand).count() == 2
    assert make.petition_of(case).state == "routed_out"
    assert after.differences(case) == []


def test_a_desk_elsewhere_in_the_area_did_not_receive_it(district: District):
    case = make.a_petition(district, "routed_out")
    other = make.an_officer(district, "receptionist", district.urban)
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        back(case, other)


@pytest.mark.parametrize("reason", ["", "  ", "不收"])
def test_it_is_said_what_they_said_there(district: District, reason: str):
    case = make.a_petition(district, "routed_out")
    with after.nothing_changes(), pytest.raises(SayWhy):
        back(case, reason=reason)


@pytest.mark.parametrize("until", ["lodged", "screened", "declined", "withdrawn", "concluded"])
def test_nothing_comes_back_that_did_not_go(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        back(case)
