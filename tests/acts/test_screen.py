"""Screening: which class, which category, which lawful way."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import CATEGORY, Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.screen import screen
from yimen.casework.guards import AnotherOrgansTurn, NoSuchChoice, WayMissing
from yimen.law.moves import NotAllowedNow
from yimen.law.taxonomy import NoSuchCategory

AT = make.when("screen")


def screened(case: Case, by: Actor | None = None, **more: object) -> None:
    given = {"kind": "claim", "category": CATEGORY, "route": 6} | more
    screen(case.demand, by=by or case.district["screener"], at=AT, **given)


def test_the_screener_may_screen_and_nobody_else(district: District):
    case = make.a_petition(district, "registered")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: screened(case, by))
    assert tried == {"screener": "done", "system": "done"}


def test_a_screener_leaves_alone_what_another_organ_received(district: District):
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, "registered", filing=filing)
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        screened(case)
    own = make.an_officer(district, "screener", district.housing)
    tried = after.outcomes(case, lambda by: screened(case, by))
    assert {who for who, what in tried.items() if what == "done"} == {
        "handler",
        "second_handler",
        "system",
    }
    screened(case, own)
    assert make.demand_of(case).screened_at == AT


def test_it_is_written_down_and_no_clock_notices(district: District):
    case = make.a_petition(district, "registered")
    before = after.clocks(case.demand)
    screened(case, route=4)
    demand = make.demand_of(case)
    assert (demand.kind, demand.category, demand.route) == ("claim", CATEGORY, 4)
    assert (demand.state, demand.screened_at) == ("registered", AT)
    assert after.clocks(case.demand) == before
    assert after.new_lines(case, 2) == [
        {"kind": "screen", "demands": [1], "role": "screener"}
        | {"class_": "claim", "category": CATEGORY, "route": 4}
    ]
    assert after.letters_asked_for() == ["receipt"]
    assert after.differences(case) == []


@pytest.mark.parametrize("kind", ["suggestion", "accusation"])
def test_only_a_claim_goes_one_of_the_six_ways(district: District, kind: str):
    case = make.a_petition(district, "registered")
    screened(case, kind=kind, route=6)
    assert make.demand_of(case).route is None
    assert "route" not in after.new_lines(case, 2)[0]


def test_a_screening_can_be_corrected_until_it_is_sent_on(district: District):
    case = make.a_petition(district, "screened")
    screened(case, kind="suggestion")
    assert make.demand_of(case).kind == "suggestion"
    assert [line.kind for line in after.lines(case)][-2:] == ["screen", "screen"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"route": None}, WayMissing),
        ({"route": 0}, WayMissing),
        ({"route": 7}, WayMissing),
        ({"kind": "complaint"}, NoSuchChoice),
        ({"category": "weather"}, NoSuchCategory),
    ],
)
def test_what_is_no_class_category_or_way_is_refused(
    district: District, change: dict[str, object], refusal: type[Exception]
):
    case = make.a_petition(district, "registered")
    with after.nothing_changes(), pytest.raises(refusal):
        screened(case, **change)


@pytest.mark.parametrize("until", ["lodged", "dispatched", "served", "declined"])
def test_it_is_screened_between_registration_and_dispatch(district: District, until: str):
    case = make.a_petition(district, until)
    owner = make.demand_of(case).owner
    by = make.an_officer(district, "screener", owner)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        screened(case, by)
