"""Shutting: what accused somebody before there was a lane is moved into it, and nothing is lost."""

from __future__ import annotations

from django.db import connection
from tests import ground, make
from tests.acts import after
from tests.make import District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.shut import shut
from yimen.casework.queries.unsealed import unsealed
from yimen.casework.tasks import seal_the_lane
from yimen.registry import lane
from yimen.registry.models import Demand, Petition

AT = make.on("2025-03-01")
SAID = "请修好河湾社区东门一段的路灯"


def from_before(district: District) -> make.Case:
    """Leave an accusation as an older version left it, and lock it as the migration does."""
    case = make.a_petition(district, "dispatched")
    ground.do_jobs()
    act_as(SYSTEM)
    Demand.objects.filter(pk=case.demand).update(kind="accusation")
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_petition set is_sealed = true where id in"
            " (select petition_id from registry_demand where kind = 'accusation')"
        )
    return case


def test_an_old_accusation_is_locked_first_and_encrypted_then(district: District):
    case = from_before(district)
    act_as(district["leader"])
    assert not Petition.objects.exists()
    assert unsealed() == [case.petition]
    seal_the_lane(0)
    assert unsealed() == []
    act_as(SYSTEM)
    said = lane.content_of(case.petition)
    assert said is not None
    assert said.demands[0].request == SAID
    assert make.demand_of(case).request == lane.REQUEST
    assert all(letter.content == {} for letter in make.petition_of(case).letters.all())


def test_shutting_twice_keeps_what_it_says(district: District):
    case = from_before(district)
    for _ in range(2):
        shut(case.petition, by=SYSTEM, at=AT)
    act_as(SYSTEM)
    said = lane.content_of(case.petition)
    assert said is not None
    assert said.title == SAID


def test_only_the_house_itself_shuts(district: District):
    case = from_before(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: shut(case.petition, by=by, at=AT))
    assert set(tried) <= {"system"}
