"""What `yimen verify` notices: whatever somebody changes in the tables without an act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from tests import make
from tests.acts import after
from tests.make import Case

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.registry import verifying
from yimen.registry.models import Clock, Demand, Petition


@pytest.fixture
def case(db: None) -> Case:  # noqa: ARG001  # the district stands in the database
    """A petition that was answered, and on which clocks have stopped."""
    return make.a_petition(make.a_district(), "served")


def _cover(**changed: object) -> Callable[[Case], object]:
    return lambda case: Petition.objects.filter(pk=case.petition).update(**changed)


def _demand(**changed: object) -> Callable[[Case], object]:
    return lambda case: Demand.objects.filter(pk=case.demand).update(**changed)


def _clock(limit: str, **changed: object) -> Callable[[Case], object]:
    return lambda case: Clock.objects.filter(demand=case.demand, limit=limit).update(**changed)


def _also_read_by(case: Case) -> None:
    organs = [case.district.bureau.pk, case.district.housing.pk, case.district.urban.pk]
    Petition.objects.filter(pk=case.petition).update(organs=organs)


TAMPERING: dict[str, Callable[[Case], object]] = {
    "the cover: organs": _also_read_by,
    "the cover: rooms": _cover(rooms=["lawyer"]),
    "the cover: day of receipt": _cover(received_at=F("received_at") - timedelta(days=3)),
    "the cover: channel": _cover(channel="visit"),
    "the cover: headcount": _cover(headcount=40),
    "the cover: profile": _cover(profile="futian"),
    "the cover: first time": _cover(is_first_time=False),
    "demand 1: class": _demand(kind="suggestion"),
    "demand 1: category": _demand(category="other"),
    "demand 1: way": _demand(route=4),
    "demand 1: handler": _demand(handler=None),
    "demand 1: handling of": _clock("handling", stopped_on=F("stopped_on") - timedelta(days=9)),
    "demand 1: acceptance_notice of": _clock("acceptance_notice", due_on=F("due_on") + 30),
    "demand 1: review_request is due": _clock("review_request", due_on=F("due_on") - 30),
}


def test_what_only_acts_have_touched_agrees(case: Case):
    assert after.differences(case) == []


@pytest.mark.parametrize("what", sorted(TAMPERING))
def test_a_change_without_an_act_is_named(case: Case, what: str):
    act_as(SYSTEM)
    TAMPERING[what](case)
    assert any(found.startswith(what) for found in after.differences(case))


def test_a_sample_is_chosen_evenly_from_the_first_to_the_last(case: Case):
    others = [make.a_petition(case.district, "lodged").petition for _ in range(5)]
    every = [case.petition, *others]
    assert verifying.evenly(3) == every[::2]
    assert verifying.evenly(99) == every
    counted: list[int] = []
    assert list(verifying.verify(counted.append, verifying.evenly(3))) == []
    assert sum(counted) == 3


def test_a_stopped_clock_that_is_gone_is_named(case: Case):
    """The app's role can delete no row of a file; whoever owns the database can."""
    clocks = list(Clock.objects.filter(demand=case.demand).exclude(limit="handling"))
    found = _differences_with(case, clocks)
    assert [one for one in found if "only in the record" in one and "handling" in one]


def _differences_with(case: Case, clocks: list[Clock]) -> list[str]:
    act_as(SYSTEM)
    petition = verifying.Petition.objects.get(pk=case.petition)
    demands = list(Demand.objects.filter(petition=petition))
    return [one.what for one in verifying.differences(petition, after.lines(case), demands, clocks)]
