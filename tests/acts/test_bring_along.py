"""Bringing along: each joined file by itself, by whose work it is, with its own answer."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after
from tests.acts.test_join import joined, neighbour
from tests.make import Case, District

from yimen.casework.actions.bring_along import bring_along
from yimen.casework.joining import Brought, NobodyJoined
from yimen.law.moves import Move
from yimen.registry.models import Contact, Finding

AT = make.on("2025-03-28")


def brought(leader: Case, part: str, at: object = AT) -> Brought:
    return bring_along(leader.petition, by=leader.district[part], at=at)


def moves(done: Brought) -> list[Move]:
    return [move for _, move in done.done]


def a_pair(district: District, until: str = "issued") -> tuple[Case, Case]:
    """One petition that leads, and another one of a neighbour, joined while it was registered."""
    leader, case = make.a_petition(district, "screened"), neighbour(district, "registered")
    joined(case, leader, at=make.on("2025-02-24"))
    make.walk(leader, until, begin="screened")
    return leader, case


def test_each_does_what_is_their_work_and_nobody_anything_else(district: District):
    leader, case = a_pair(district)
    with after.nothing_changes():
        tried = after.outcomes(leader, lambda by: bring_along(leader.petition, by=by, at=AT))
    organ = {"handler", "second_handler", "checker", "head"}  # whom the file was not sent yet
    assert tried == dict.fromkeys(organ, "NobodyJoined") | {"screener": "done"}
    assert moves(brought(leader, "screener")) == [Move.SCREEN, Move.FORWARD]
    assert moves(brought(leader, "handler")) == [
        Move.ACCEPT,
        Move.LOG_CONTACT,
        Move.DRAFT_OPINION,
    ]
    assert moves(brought(leader, "checker")) == [Move.CHECK_OPINION]
    assert moves(brought(leader, "head")) == [Move.SIGN_OPINION, Move.ISSUE_OPINION]
    assert make.demand_of(case).state == "opinion_issued"
    assert after.differences(case) == []
    assert after.differences(leader) == []


def test_it_keeps_its_own_clocks_counted_from_its_own_days(district: District):
    leader, case = a_pair(district, "accepted")
    brought(leader, "screener", make.on("2025-03-04"))
    brought(leader, "handler", make.on("2025-03-05"))
    assert after.running(leader.demand)["handling"] == "2025-05-06"
    assert after.clocks(case.demand)["handling"][:2] == ("2025-03-05", "2025-05-06")
    assert after.clocks(case.demand)["dispatch"][0] == "2025-02-24"
    assert make.demand_of(case).handler_id == make.demand_of(leader).handler_id


def test_each_gets_an_answer_of_its_own_to_its_own_words(district: District):
    leader, case = a_pair(district)
    for part in ("screener", "handler", "checker", "head"):
        brought(leader, part)
    mine = Finding.objects.get(demand=case.demand)
    theirs = Finding.objects.get(demand=leader.demand)
    assert mine.opinion_id != theirs.opinion_id
    assert mine.request == make.demand_of(case).request
    assert (mine.facts, mine.result, mine.basis) == (theirs.facts, theirs.result, theirs.basis)
    ground.do_jobs()
    assert "柴守信" in str(make.letter_of(case).content)


def test_whom_nobody_met_was_not_met_by_meeting_somebody_else(district: District):
    leader, case = a_pair(district, "handled")
    brought(leader, "screener")
    brought(leader, "handler")
    assert [log.kind for log in Contact.objects.filter(demand=case.demand)] == ["inquiry"]


def test_what_stands_in_the_way_of_one_holds_up_no_other(district: District):
    leader = make.a_petition(district, "screened")
    first, second = neighbour(district, "registered"), neighbour(district, "registered", asks=1)
    for case in (first, second):
        joined(case, leader, at=make.on("2025-02-24"))
    make.walk(leader, "dispatched", begin="screened")
    done = brought(leader, "screener")
    assert {number for number, _ in done.done} == {first.number, second.number}
    assert done.left == []


def test_serving_is_for_each_person(district: District):
    leader, case = a_pair(district)
    for part in ("screener", "handler", "checker", "head"):
        brought(leader, part)
    make.print_opinion(leader)
    make.walk(leader, "served", begin="printed")
    assert moves(brought(leader, "handler")) == []
    assert make.demand_of(case).state == "opinion_issued"


def test_who_leads_nobody_brings_nobody_along(district: District):
    alone = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NobodyJoined):
        brought(alone, "handler")


def test_a_demand_that_was_not_joined_goes_its_own_way(district: District):
    leader = make.a_petition(district, "screened")
    filing = make.a_filing(district, asks=make.asks(2))
    case = make.a_petition(district, "registered", filing=filing)
    joined(case, leader, positions=(1,), at=make.on("2025-02-24"))
    make.walk(leader, "dispatched", begin="screened")
    assert [move for _, move in brought(leader, "screener").done] == [Move.SCREEN]
    assert [one.screened_at is None for one in make.demands_of(case)] == [False, True]
