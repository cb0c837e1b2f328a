"""Concluding a hearing: every member votes with a reason, and the chair says what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.conclude_hearing import conclude_hearing
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.guards import NoSuchChoice, SayWhy
from yimen.casework.hearing import HearingNotClosed, Outcome, VoteMissing


def concluded(case: make.Case, by: Actor | None = None, outcome: Outcome | None = None) -> None:
    conclude_hearing(
        case.demand,
        outcome=outcome or hearings.an_outcome(case),
        by=by or case.district["head"],
        at=hearings.CONCLUDED,
    )


def test_the_chair_concludes_it(district: District):
    case = make.a_petition(district, "handled")
    hearings.closed(case)
    outcome = hearings.an_outcome(case)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: concluded(case, by, outcome))
    assert {who for who, what in tried.items() if what == "done"} == {"head", "second_head"}
    assert tried["handler"] == "OnlyTheChair"


def test_the_votes_stay_in_the_file_and_the_report_goes_out(district: District):
    case = make.a_petition(district, "handled")
    hearings.closed(case)
    one, two = hearings.hearing_of(case).members.all()
    votes = {one.pk: ("support", "事实清楚"), two.pk: ("part", "第二段路不归你局")}
    concluded(case, outcome=replace(hearings.an_outcome(case), votes=votes))
    ground.do_jobs()
    vote, report = make.letter_of(case, "hearing_vote"), make.letter_of(case, "hearing_report")
    assert (vote.is_for_petitioner, report.is_for_petitioner) == (False, True)
    assert "第二段路" in str(vote.content)
    assert "第二段路" not in str(report.content)
    for word in ("1名听证员认为诉求应当予以支持", "电缆老化", "由本单位管养", "不代替书面答复"):
        assert word in str(report.content)
    assert after.differences(case) == []


def test_after_it_the_opinion_can_be_written(district: District):
    case = make.a_petition(district, "handled")
    hearings.closed(case)
    concluded(case)
    at = make.on("2025-03-21")
    draft_opinion(case.petition, draft=make.a_draft(case), by=district["handler"], at=at)
    assert make.demand_of(case).state == "opinion_review"


def test_nobody_is_counted_who_has_not_said_what_they_think(district: District):
    case = make.a_petition(district, "handled")
    hearings.closed(case)
    whole = hearings.an_outcome(case)
    first = next(iter(whole.votes))
    for votes in ({}, {**whole.votes, first: ("", "x")}, {**whole.votes, first: ("not", " ")}):
        with after.nothing_changes(), pytest.raises(VoteMissing):
            concluded(case, outcome=replace(whole, votes=votes))
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        concluded(case, outcome=replace(whole, conclusion="yes"))
    with after.nothing_changes(), pytest.raises(SayWhy):
        concluded(case, outcome=replace(whole, facts="清楚"))


def test_an_open_hearing_is_closed_first(district: District):
    case = make.a_petition(district, "handled")
    hearings.opened(case)
    with after.nothing_changes(), pytest.raises(HearingNotClosed):
        concluded(case)
