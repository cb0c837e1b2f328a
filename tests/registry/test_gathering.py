"""A petition gathered in one statement is what Django would have fetched in many."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from tests.access.files import TABLES, a_file, a_reading, an_organ

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import RATINGS, act_as
from yimen.base.errors import NotFound
from yimen.registry.gathering import Gathering, Part
from yimen.registry.models import Clock, Demand, Finding, Opinion, Petition, Reading

pytestmark = pytest.mark.django_db

KINDS = {table: model for table, model in TABLES.items() if table != RATINGS}
EVERYTHING = Gathering({table: Part(model=model) for table, model in KINDS.items()})
ROAD = Gathering(
    {
        "demands": Part(model=Demand, order="x.position", into=("petition",)),
        "clocks": Part(model=Clock, into=("demand", "petition")),
        "opinions": Part(model=Opinion),
        "findings": Part(model=Finding, into=("opinion",), without=("reasons",)),
    }
)


def values(row: models.Model) -> dict[str, object]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def test_every_row_is_the_one_that_django_fetches() -> None:
    petition = a_file()
    act_as(SYSTEM)
    found = EVERYTHING.open(SYSTEM, petition.pk)
    assert values(found.petition) == values(Petition.objects.get(pk=petition.pk))
    for table, model in KINDS.items():
        fetched = list(model._default_manager.filter(petition=petition).order_by("pk"))
        gathered = found.rows(table, model)
        assert [values(row) for row in gathered] == [values(row) for row in fetched]
        assert not any(row._state.adding for row in gathered)


def test_what_hangs_together_is_at_hand_without_another_question() -> None:
    petition = a_file()
    act_as(SYSTEM)
    with CaptureQueriesContext(connection) as asked:
        found = ROAD.open(SYSTEM, petition.pk)
        found.introduce()
        (demand,) = found.petition.demands.all()
        (clock,) = demand.clocks.all()
        assert clock.demand is demand
        assert demand.petition is clock.petition is found.petition
        assert list(found.petition.clocks.all()) == [clock]
        assert demand.owner.name
        assert found.petition.receiver == demand.owner
        (opinion,) = found.rows("opinions", Opinion)
        assert [finding.demand_id for finding in opinion.findings.all()] == [demand.pk]
    assert len(asked) == 2


def test_a_manager_that_was_filled_still_asks_for_its_own_rows_only() -> None:
    petition, other = a_file(), a_file()
    act_as(SYSTEM)
    found = ROAD.open(SYSTEM, petition.pk)
    assert found.petition.demands.exclude(petition=petition).count() == 0
    assert other.demands.count() == 1


def test_a_column_that_was_left_out_is_fetched_when_it_is_asked_for() -> None:
    petition = a_file()
    act_as(SYSTEM)
    (finding,) = ROAD.open(SYSTEM, petition.pk).rows("findings", Finding)
    with CaptureQueriesContext(connection) as asked:
        assert finding.reasons == ""
    assert len(asked) == 1


def test_a_part_ends_where_it_is_told_to() -> None:
    petition = a_file()
    for _ in range(5):
        a_reading(petition)
    reader = Actor(role=Role.SUPERVISOR, area="/")
    act_as(reader)
    newest = Gathering({"readings": Part(model=Reading, order="x.id desc", most=3)})
    ids = [row.pk for row in newest.open(reader, petition.pk).rows("readings", Reading)]
    assert len(ids) == 3
    assert ids == sorted(ids, reverse=True)


def test_what_is_not_theirs_is_not_there() -> None:
    organ = an_organ()
    petition = a_file(organs=[organ.pk], code="c1")
    mine = Actor(role=Role.HANDLER, organ=organ.pk)
    for actor in (
        STRANGER,
        Actor(role=Role.HANDLER, organ=organ.pk + 100),
        Actor(role=Role.LAWYER),
    ):
        act_as(actor)
        with pytest.raises(NotFound):
            ROAD.open(actor, petition.pk)
        act_as(SYSTEM)  # the statement asks the policy itself, whatever PostgreSQL was told
        with pytest.raises(NotFound):
            ROAD.open(actor, petition.pk)
        act_as(actor)
        with pytest.raises(NotFound):  # and the row policies ask, whatever the statement was told
            ROAD.open(mine, petition.pk)
    act_as(mine)
    assert ROAD.open(mine, petition.pk).petition == petition


def test_a_query_code_opens_its_own_file() -> None:
    petition, _ = a_file(code="c1"), a_file(code="c2")
    hers = Actor(role=Role.PETITIONER, code="c1")
    act_as(hers)
    assert ROAD.open(hers).petition == petition
