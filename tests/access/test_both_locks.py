"""Django's rule and PostgreSQL's row policy are made of one table: they choose the same rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection, models
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.access.files import TABLES, a_file, a_reading, an_organ

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.policy import DUTIES, POLICY, asking, rows, where
from yimen.access.rls import RATINGS, act_as
from yimen.access.scopes import Scope
from yimen.registry.models import Petition, Reading

pytestmark = pytest.mark.django_db

AREAS = ["/", "/ym/", "/ym/a/", "/ym/a/b/", "/ym/ab/", "/xg/", "%", "_", "", "/ym/a", "/%/", "/y_/"]
SCOPES = sorted({s for line in POLICY.values() for s in line.values()}, key=lambda s: s.name)
CODES = ["", "c1", "c2", "c", "%", "'"]


@pytest.fixture
def organs() -> list[int]:
    return [an_organ().pk for _ in range(3)]


@pytest.fixture
def _files(organs: list[int]) -> None:
    a_file(area="/ym/", organs=[organs[0]], code="c1")
    a_file(area="/ym/a/", organs=organs[:2], rooms=["lawyer"], code="c2")
    a_file(area="/ym/ab/", organs=[organs[1]], rooms=["mediator"])
    a_file(area="/ym/a/b/", organs=[], rooms=["lawyer", "mediator"])
    a_file(area="/xg/", organs=[organs[2]])
    a_file(area="/%/", organs=[])
    sealed = a_file(area="/ym/a/", organs=[organs[0]], rooms=["lawyer"], sealed=True)
    a_file(area="/ym/", organs=organs[:2], sealed=True, barred=[organs[1]], barred_staff=[1])
    a_file(area="/ym/", receiver=sealed.receiver, sealed=True, barred=[sealed.receiver_id])
    a_file(area="/ym/", organs=organs[:2], sealed=True, keeper=organs[0], barred=[organs[2]])


def actors(organs: list[int]) -> st.SearchStrategy[Actor]:
    return st.builds(
        Actor,
        role=st.sampled_from(Role),
        id=st.sampled_from([0, 1, 2]),
        organ=st.sampled_from([0, *organs, max(organs) + 1]),
        area=st.sampled_from(AREAS),
        code=st.sampled_from(CODES),
    )


def by_rule(actor: Actor, permission: str, model: type[models.Model] = Petition) -> set[int]:
    """Ask Django's rule alone: the system sees every row."""
    act_as(SYSTEM)
    petitions = Petition.objects.filter(rows(actor, permission))
    chosen = Q(pk__in=petitions) if model is Petition else Q(petition__in=petitions)
    return set(model._default_manager.filter(chosen).values_list("pk", flat=True))


def by_lock(actor: Actor, model: type[models.Model] = Petition) -> set[int]:
    """Ask PostgreSQL's row policy alone: every row that comes."""
    act_as(actor)
    return set(model._default_manager.values_list("pk", flat=True))


hypothesis_with_database = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.usefixtures("_files")
def test_both_locks_choose_the_same_petitions_to_read(organs: list[int]) -> None:
    @hypothesis_with_database
    @given(actors(organs))
    def agree(actor: Actor) -> None:
        assert by_lock(actor) == by_rule(actor, "petition.read")

    agree()


@pytest.mark.usefixtures("_files")
def test_both_locks_choose_the_same_petitions_to_change(organs: list[int]) -> None:
    @hypothesis_with_database
    @given(actors(organs))
    def agree(actor: Actor) -> None:
        wanted = len(by_rule(actor, "petition.write"))
        act_as(actor)
        assert Petition.objects.update(place=F("place")) == wanted

    agree()


@pytest.mark.usefixtures("_files")
def test_both_locks_choose_the_same_rows_of_every_table_of_a_file(organs: list[int]) -> None:
    @settings(hypothesis_with_database, max_examples=60)
    @given(actors(organs), st.sampled_from(sorted(TABLES)))
    def agree(actor: Actor, table: str) -> None:
        permission = "rating.read" if table == RATINGS else "petition.read"
        assert by_lock(actor, TABLES[table]) == by_rule(actor, permission, TABLES[table])

    agree()


@pytest.mark.usefixtures("_files")
def test_who_may_not_change_a_petition_changes_no_row_of_it(organs: list[int]) -> None:
    @settings(hypothesis_with_database, max_examples=60)
    @given(actors(organs), st.sampled_from(sorted(set(TABLES) - {RATINGS, "registry_entry"})))
    def agree(actor: Actor, table: str) -> None:
        wanted = len(by_rule(actor, "petition.write", TABLES[table]))
        act_as(actor)
        assert TABLES[table]._default_manager.update(petition=F("petition")) == wanted

    agree()


@pytest.mark.usefixtures("_files")
def test_both_locks_agree_on_who_sees_the_readers(organs: list[int]) -> None:
    act_as(SYSTEM)
    for petition in Petition.objects.all():
        a_reading(petition)

    @hypothesis_with_database
    @given(actors(organs))
    def agree(actor: Actor) -> None:
        if actor.role in DUTIES["readings.audit"]:
            act_as(SYSTEM)
            shut = Q(is_sealed=True) & (Q(barred__contains=[actor.organ])
                    | Q(barred_staff__contains=[actor.id] if actor.id else [-1]))  # fmt: skip
            if not actor.organ:
                shut = Q(is_sealed=True)
            known = set(Petition.objects.exclude(shut).values_list("pk", flat=True))
            act_as(actor)
            assert set(Reading.objects.values_list("petition_id", flat=True)) == known
            return
        act_as(SYSTEM)
        seen = by_rule(actor, "petition.see_readers")
        act_as(actor)
        assert set(Reading.objects.values_list("petition_id", flat=True)) == seen

    agree()


@pytest.mark.usefixtures("_files")
def test_without_an_actor_nothing_is_seen() -> None:
    with connection.cursor() as cursor:
        for name in ("role", "actor", "organ", "area", "code"):
            cursor.execute("select set_config(%s, '', true)", [f"app.{name}"])
    assert not Petition.objects.exists()
    for table, model in TABLES.items():
        assert not model._default_manager.exists(), table


@pytest.mark.usefixtures("_files")
def test_a_stranger_sees_nothing() -> None:
    act_as(STRANGER)
    assert not Petition.objects.exists()
    for table, model in TABLES.items():
        assert not model._default_manager.exists(), table


@pytest.mark.usefixtures("_files")
def test_no_permission_reaches_further_than_reading(organs: list[int]) -> None:
    """A child's policy asks whether its petition is seen, so no deed may reach further."""

    @hypothesis_with_database
    @given(actors(organs), st.sampled_from(sorted(POLICY)))
    def within(actor: Actor, permission: str) -> None:
        assert by_rule(actor, permission) <= by_rule(actor, "petition.read")

    within()


@pytest.mark.usefixtures("_files")
def test_a_statement_of_our_own_chooses_what_the_rule_chooses(organs: list[int]) -> None:
    """Asked as the system, which sees every row: the parameters alone say who asks."""

    @hypothesis_with_database
    @given(actors(organs), st.sampled_from(sorted(POLICY)))
    def agree(actor: Actor, permission: str) -> None:
        chosen = by_rule(actor, permission)
        statement = f"select p.id from registry_petition p where {where(actor, permission)}"  # noqa: S608  # the policy's own words
        with connection.cursor() as cursor:
            cursor.execute(statement, asking(actor))
            assert {row[0] for row in cursor.fetchall()} == chosen

    agree()


@pytest.mark.usefixtures("_files")
@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: str(scope.name))
def test_a_scope_says_the_same_to_django_and_to_postgresql(scope: Scope, organs: list[int]) -> None:
    """Asked as the system, which sees every row, with the actor's organ, area and code."""

    @hypothesis_with_database
    @given(actors(organs))
    def agree(actor: Actor) -> None:
        asking = replace(actor, role=Role.SYSTEM)
        act_as(asking)
        told = Petition.objects.extra(where=[scope.sql])  # noqa: S610  # our own rule
        chosen = Petition.objects.filter(scope.rows(asking))
        assert set(told.values_list("pk")) == set(chosen.values_list("pk"))

    agree()
