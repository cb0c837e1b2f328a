"""Parting: it goes on by itself where it stands; nothing is lost, and no limit changes."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after
from tests.acts.test_join import joined, neighbour
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.part import part
from yimen.casework.guards import SayWhy
from yimen.registry.models import Joining

AT = make.on("2025-03-07")


def parted(case: Case, by: Actor | None = None, reason: str = "信访人要求单独办理") -> None:
    part(case.petition, reason=reason, by=by or case.district["screener"], at=AT)


def test_whoever_may_join_may_part(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district, "handled")
    joined(case, leader)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: parted(case, by))
    assert tried == dict.fromkeys(("screener", "handler", "second_handler", "head"), "done")


def test_joining_and_parting_leaves_everything_as_it_was(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district)
    demand, clocks = make.demand_of(case), after.clocks(case.demand)
    joined(case, leader)
    since, before = len(after.lines(case)), len(after.lines(leader))
    parted(case)
    now = make.demand_of(case)
    assert (now.state, now.owner_id, now.due_on) == (demand.state, demand.owner_id, demand.due_on)
    assert after.clocks(case.demand) == clocks
    assert [line["kind"] for line in after.new_lines(case, since)] == ["part"]
    assert [line["kind"] for line in after.new_lines(leader, before)] == ["parted_from"]
    assert Joining.objects.get(petition=case.petition).parted_at == AT
    assert after.differences(case) == []
    ground.do_jobs()
    assert "单独办理" in str(make.letter_of(case, "parted_notice").content)


def test_it_can_be_joined_anew(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district)
    joined(case, leader)
    parted(case)
    joined(case, leader)
    assert Joining.objects.filter(petition=case.petition).count() == 2


def test_who_is_alone_cannot_be_parted_and_nobody_without_a_reason(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district)
    with after.nothing_changes(), pytest.raises(NotFound):
        parted(case)
    joined(case, leader)
    with after.nothing_changes(), pytest.raises(SayWhy):
        parted(case, reason=" ")
