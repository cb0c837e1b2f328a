"""Joining: several people, one matter, handled together; each keeps limits, code and answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from tests import cast, ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.join import join
from yimen.casework.guards import AnotherOrgansTurn, SameFile, SayWhy
from yimen.casework.joining import (
    JoinedAlready,
    LeaderIsJoined,
    LeadsOthers,
    NotTogether,
    TooLateToJoin,
    WhichDemands,
)
from yimen.registry.models import Joining

AT = make.on("2025-03-06")
WHY = "同一小区同一段路灯"


def neighbour(district: District, until: str = "screened", **way: object) -> Case:
    """Somebody else asks for the same."""
    filing = make.a_filing(district, people=(cast.WRITES_OFTEN,))
    return make.a_petition(district, until, filing=filing, **way)


def joined(
    case: Case,
    leader: Case,
    by: Actor | None = None,
    positions: Iterable[int] = (1,),
    **words: object,
) -> None:
    given = {"leader": leader.petition, "positions": positions, "reason": WHY, "at": AT} | words
    join(case.petition, **given, by=by or case.district["screener"])


def test_whoever_sorts_may_join_and_the_organ_that_has_both(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: joined(case, leader, by))
    may = {"screener", "handler", "second_handler", "head"}
    assert tried == dict.fromkeys(may, "done")


def test_an_organ_joins_only_what_both_lie_with_it(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district, "screened")
    with after.nothing_changes(), pytest.raises(NotFound):
        joined(case, leader, district["handler"])
    filing = make.a_filing(district, people=(cast.BLIND,), receiver=district.housing.pk)
    direct = make.a_petition(district, "registered", filing=filing)
    joined(direct, make.a_petition(district, "dispatched"), district["handler"])
    elsewhere = make.a_petition(district, "objected")
    direct = make.a_petition(district, "registered", filing=filing)
    with after.nothing_changes(), pytest.raises((AnotherOrgansTurn, TooLateToJoin)):
        joined(direct, elsewhere, district["handler"])


def test_nothing_changes_but_that_both_say_so(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district)
    clocks, theirs = after.clocks(case.demand), after.clocks(leader.demand)
    since, before = len(after.lines(case)), len(after.lines(leader))
    joined(case, leader)
    assert (after.clocks(case.demand), after.clocks(leader.demand)) == (clocks, theirs)
    row = Joining.objects.get(petition=case.petition)
    assert after.new_lines(case, since) == [
        {
            "kind": "join",
            "demands": [1],
            "role": "screener",
            "other_petition": leader.petition,
            "joining": row.pk,
        }
    ]
    assert after.new_lines(leader, before) == [
        {
            "kind": "joined_by",
            "demands": [1],
            "role": "screener",
            "other_petition": case.petition,
            "joining": row.pk,
        }
    ]
    assert after.differences(case) == []
    assert after.differences(leader) == []


def test_the_petitioner_is_told_without_a_word_on_who_else_asks(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district)
    joined(case, leader)
    ground.do_jobs()
    said = str(make.letter_of(case, "joined_notice").content)
    assert "并案" in said
    assert "不因并案而延长" in said
    for secret in (leader.number, "周小满"):
        assert secret not in said


def test_it_is_joined_once_and_to_one_that_leads(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district)
    third = neighbour(district)
    joined(case, leader)
    with after.nothing_changes():
        with pytest.raises(JoinedAlready):
            joined(case, third)
        with pytest.raises(LeadsOthers):
            joined(leader, third)
        with pytest.raises(LeaderIsJoined):
            joined(third, case)
        with pytest.raises(SameFile):
            joined(third, third)
    joined(third, leader)
    assert Joining.objects.filter(leader=leader.petition, parted_at=None).count() == 2


@pytest.mark.parametrize("until", ["drafted", "served", "concluded", "declined"])
def test_what_is_answered_is_not_joined_any_more(district: District, until: str):
    leader, case = make.a_petition(district, "handled"), neighbour(district, until)
    with after.nothing_changes(), pytest.raises(TooLateToJoin):
        joined(case, leader)


def test_an_accusation_goes_alone(district: District):
    leader = make.a_petition(district, "handled")
    case = neighbour(district, "screened", kind="accusation")
    with after.nothing_changes(), pytest.raises((NotTogether, NotFound)):
        joined(case, leader)


@pytest.mark.parametrize("positions", [(), (2,), (1, 2)])
def test_only_demands_that_are_there_are_joined(district: District, positions: tuple[int, ...]):
    leader, case = make.a_petition(district, "handled"), neighbour(district)
    with after.nothing_changes(), pytest.raises(WhichDemands):
        joined(case, leader, positions=positions)


def test_it_needs_a_reason_and_files_that_may_be_read(district: District):
    leader, case = make.a_petition(district, "handled"), neighbour(district)
    with after.nothing_changes(), pytest.raises(SayWhy):
        joined(case, leader, reason="同")
    with after.nothing_changes(), pytest.raises(NotFound):
        joined(case, replace(leader, petition=987_654))
