"""Releasing an accusation: a second person, a sheet and not the letter, a notice of where."""

from __future__ import annotations

import pytest
from tests import ground, lanes, make
from tests.acts import after
from tests.make import District

from yimen.casework.accusing import GoesToTheAccused, NotProposed
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.release import release
from yimen.casework.guards import SamePerson
from yimen.casework.queries.open_acts import acts_on_demand
from yimen.documents import lane as papers
from yimen.law.moves import Move

AT = make.when("release")


def test_whoever_wrote_the_sheet_does_not_release_it(district: District):
    case = make.a_petition(district, "release_proposed", kind="accusation")
    with after.nothing_changes(), pytest.raises(SamePerson):
        release(case.demand, by=district["screener"], at=AT)


def test_what_was_not_proposed_is_not_released(district: District):
    case = make.a_petition(district, "accused_named", kind="accusation")
    with after.nothing_changes(), pytest.raises(NotProposed):
        release(case.demand, by=district["supervisor"], at=AT)


def test_it_is_asked_again_whether_it_goes_to_the_accused(district: District):
    case = make.a_petition(district, "release_proposed", kind="accusation")
    accused = lanes.accused(district, "supervisory")
    name_accused(case.demand, accused=accused, by=district["screener"], at=AT)
    with after.nothing_changes(), pytest.raises(GoesToTheAccused):
        release(case.demand, by=district["supervisor"], at=AT)


def test_the_clock_of_the_bureau_stops_and_the_organs_begins(district: District):
    case = make.a_petition(district, "released", kind="accusation")
    assert after.running(case.demand) == {"acceptance_notice": "2025-03-12"}
    assert make.demand_of(case).owner_id == district.organs["supervisory"].pk


def test_the_notice_tells_where_and_nothing_of_what(district: District):
    case = make.a_petition(district, "released", kind="accusation")
    ground.do_jobs()
    notice = str(papers.words_of(make.letter_of(case, "accusation_notice")))
    assert district.organs["supervisory"].name in notice
    assert "路灯" not in notice
    sheet = str(papers.words_of(make.letter_of(case, "accusation_sheet")))
    assert lanes.SHEET.rstrip("。") in sheet
    assert make.letter_of(case, "accusation_sheet").content == {}


def test_nothing_is_offered_that_is_no_way_for_an_accusation(district: District):
    beside = {Move.REPORT_UP, Move.PROPOSE_SIMPLE}
    for until, out in {"screened": set(), "released": {Move.PROPOSE_RELEASE, Move.RELEASE}}.items():
        demand = make.demand_of(make.a_petition(district, until, kind="accusation"))
        found = acts_on_demand(district["screener"], demand, extension_asked=False)
        assert not {act.move for act in found} & (beside | out), until
