"""Linking: a repeat is no first-time matter; both keep their clocks and their answers."""

from __future__ import annotations

import pytest
from tests import cast, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.link import link
from yimen.casework.guards import LinkedAlready, NoSuchChoice, SameFile
from yimen.registry.models import Link

AT = make.when("screen")


def linked(case: Case, other: int, by: Actor | None = None, kind: str = "repeat") -> None:
    by = by or case.district["screener"]
    link(case.petition, other=other, kind=kind, reason=" 同一路段 ", by=by, at=AT)


@pytest.fixture
def earlier(district: District) -> Case:
    return make.a_petition(district, "handled")


def test_the_counter_and_the_screener_may_link(district: District, earlier: Case):
    case = make.a_petition(district, "registered")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: linked(case, earlier.petition, by))
    assert tried == {"receptionist": "done", "screener": "done", "system": "done"}


def test_a_repeat_is_no_first_time_matter_and_keeps_its_own_clocks(
    district: District, earlier: Case
):
    filing = make.a_filing(district, people=(cast.WRITES_OFTEN,))
    case = make.a_petition(district, "registered", filing=filing)
    clocks, theirs = after.clocks(case.demand), after.clocks(earlier.demand)
    queued, since = after.jobs(), len(after.lines(earlier))
    linked(case, earlier.petition)
    assert not make.petition_of(case).is_first_time
    assert make.petition_of(earlier).is_first_time
    assert (after.clocks(case.demand), after.clocks(earlier.demand)) == (clocks, theirs)
    assert after.new_lines(case, 2) == [
        {
            "kind": "link",
            "demands": [],
            "role": "screener",
            "link": "repeat",
            "other_petition": earlier.petition,
        }
    ]
    assert after.new_lines(earlier, since) == []
    row = Link.objects.get(petition=case.petition)
    assert (row.other_id, row.kind, row.reason) == (earlier.petition, "repeat", "同一路段")
    assert after.jobs() == queued
    assert after.differences(case) == []


def test_a_related_matter_stays_a_first_time_matter(district: District, earlier: Case):
    case = make.a_petition(district, "registered")
    linked(case, earlier.petition, kind="related")
    assert make.petition_of(case).is_first_time


@pytest.mark.usefixtures("db")
def test_the_promise_for_first_time_matters_is_not_made_for_a_repeat():
    district = make.a_district(profile="xingguo")
    earlier, case = make.a_petition(district), make.a_petition(district)
    linked(case, earlier.petition)
    make.walk(case, "registered")
    assert set(after.running(case.demand)) == {"dispatch"}
    assert after.differences(case) == []


def test_a_file_is_not_linked_to_itself_or_twice(district: District, earlier: Case):
    case = make.a_petition(district, "registered")
    with after.nothing_changes(), pytest.raises(SameFile):
        linked(case, case.petition)
    linked(case, earlier.petition)
    with after.nothing_changes(), pytest.raises(LinkedAlready):
        linked(case, earlier.petition, kind="related")


def test_nobody_links_to_what_they_may_not_read(district: District):
    case = make.a_petition(district, "registered")
    bureau = district.organs["bureau_elsewhere"].pk
    hidden = make.a_petition(district, filing=make.a_filing(district, receiver=bureau))
    for other in (hidden.petition, 987_654):
        with after.nothing_changes(), pytest.raises(NotFound):
            linked(case, other)


def test_there_are_two_ways_to_belong_together(district: District, earlier: Case):
    case = make.a_petition(district, "registered")
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        linked(case, earlier.petition, kind="merge")
