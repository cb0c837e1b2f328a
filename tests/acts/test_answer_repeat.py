"""Answering a repeat: it runs elsewhere in time, or was rechecked; never dropped in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import cast, ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.answer_repeat import answer_repeat
from yimen.casework.actions.resume_repeat import resume_repeat
from yimen.casework.actions.transfer import transfer
from yimen.casework.guards import AnotherOrgansTurn, SameFile, SayWhy
from yimen.casework.repeats import AccusationIsNoRepeat, NotRunning, RunsHere, RunsLate
from yimen.law.moves import NotAllowedNow
from yimen.people.models import Organ
from yimen.registry.models import Demand, Link, Repeat

AT = make.on("2025-03-14")
WHY = "同一人就同一路段的路灯再次提出，没有新的事实和理由"


def again(district: District, until: str = "screened") -> Case:
    """The same person files the same once more."""
    return make.a_petition(district, until)


def answered(
    case: Case, other: Case, by: Actor | None = None, at: object = AT, reason: str = WHY
) -> None:
    answer_repeat(
        case.demand,
        other_demand=other.demand,
        reason=reason,
        by=by or case.district["screener"],
        at=at,
    )


def test_whoever_received_it_may_answer_and_nobody_else(district: District):
    earlier, case = make.a_petition(district, "handled"), again(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: answered(case, earlier, by))
    assert tried == {"screener": "done", "system": "done"}


def test_it_is_linked_answered_and_its_clocks_end_while_the_earlier_runs_on(district: District):
    earlier, case = make.a_petition(district, "handled"), again(district)
    theirs, since = after.clocks(earlier.demand), len(after.lines(case))
    answered(case, earlier)
    assert make.demand_of(case).state == "linked"
    assert after.running(case.demand) == {}
    assert after.clocks(earlier.demand) == theirs
    petition = make.petition_of(case)
    assert (petition.closed_at, petition.is_first_time) == (AT, False)
    row = Repeat.objects.get(petition=case.petition)
    assert (row.ground, row.other_state, str(row.other_due_on)) == (
        "running",
        "handling",
        "2025-05-06",
    )
    assert Link.objects.get(petition=case.petition).kind == "repeat"
    assert after.new_lines(case, since) == [
        {
            "kind": "link",
            "demands": [],
            "role": "screener",
            "link": "repeat",
            "other_petition": earlier.petition,
        },
        {
            "kind": "answer_repeat",
            "demands": [1],
            "role": "screener",
            "other_petition": earlier.petition,
            "repeat_ground": "running",
            "repeat": row.pk,
        },
    ]
    assert after.differences(case) == []
    assert after.differences(earlier) == []


def test_the_answer_says_where_it_runs_until_when_and_what_would_change(district: District):
    earlier, case = make.a_petition(district, "handled"), again(district)
    answered(case, earlier)
    ground.do_jobs()
    said = str(make.letter_of(case, "repeat_notice").content)
    for word in (
        earlier.number,
        "2025年5月6日",
        district.housing.name,
        "第十九条第三款",
        "新的事实",
    ):
        assert word in said


def test_what_is_late_is_no_reason_to_send_anybody_away(district: District):
    earlier, case = make.a_petition(district, "handled"), again(district)
    with after.nothing_changes(), pytest.raises(RunsLate) as refused:
        answered(case, earlier, at=make.on("2025-05-07"))
    assert refused.value.facts["due"] == date(2025, 5, 6)
    answered(case, earlier, at=make.on("2025-05-06"))


@pytest.mark.parametrize("until", ["registered", "dispatched", "served", "concluded", "declined"])
def test_only_what_is_accepted_and_not_answered_yet_runs(district: District, until: str):
    earlier, case = make.a_petition(district, until), again(district)
    refusal = RunsHere if until == "registered" else NotRunning
    with after.nothing_changes(), pytest.raises((NotRunning, refusal)):
        answered(case, earlier)


def test_what_the_same_organ_handles_is_joined_not_answered(district: District):
    earlier = make.a_petition(district, "handled")
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, "registered", filing=filing)
    with after.nothing_changes(), pytest.raises(RunsHere):
        answered(case, earlier, district["handler"])


def test_after_a_recheck_the_same_facts_are_not_taken_up_again(district: District):
    earlier, case = make.a_petition(district, "concluded"), again(district)
    act_as(SYSTEM)
    Demand.objects.filter(pk=earlier.demand).update(state="closed_final")
    answered(case, earlier)
    assert Repeat.objects.get(petition=case.petition).ground == "final"
    ground.do_jobs()
    said = str(make.letter_of(case, "repeat_notice").content)
    for word in ("第三十六条第三款", "新的事实", "自愿"):
        assert word in said


def test_an_accusation_is_never_a_repeat(district: District):
    earlier = make.a_petition(district, "handled")
    case = make.a_petition(district, "screened", kind="accusation")
    with after.nothing_changes(), pytest.raises((AccusationIsNoRepeat, NotFound)):
        answered(case, earlier)


def test_a_person_says_why_in_so_many_words(district: District):
    earlier, case = make.a_petition(district, "handled"), again(district)
    with after.nothing_changes(), pytest.raises(SayWhy):
        answered(case, earlier, reason=" 同一 ")


def test_it_cannot_repeat_itself_or_what_nobody_may_read(district: District):
    case = again(district)
    with after.nothing_changes(), pytest.raises(SameFile):
        answered(case, case)
    bureau = district.organs["bureau_elsewhere"].pk
    hidden = make.a_petition(district, filing=make.a_filing(district, receiver=bureau))
    for other in (hidden, replace(hidden, demands=[987_654])):
        with after.nothing_changes(), pytest.raises(NotFound):
            answered(case, other)


@pytest.mark.parametrize("until", ["lodged", "dispatched", "handled", "withdrawn"])
def test_it_is_answered_before_it_is_sent_and_only_then(district: District, until: str):
    earlier = make.a_petition(district, "handled")
    case = make.a_petition(
        district, until, filing=make.a_filing(district, people=(cast.WRITES_OFTEN,))
    )
    with after.nothing_changes(), pytest.raises((NotAllowedNow, AnotherOrgansTurn)):
        answered(case, earlier)


def test_what_came_to_an_organ_that_was_dissolved_its_successor_answers_and_takes_up(
    district: District,
):
    earlier = make.a_petition(district, "dispatched", to="urban_management")
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, "registered", filing=filing)
    act_as(SYSTEM)
    Demand.objects.filter(pk=earlier.demand).update(state="closed_final")
    Organ.objects.filter(pk=district.housing.pk).update(
        ends_on=make.on("2025-03-13").date(), successor=district.urban
    )
    transfer(case.demand, by=SYSTEM, at=AT)
    officer = district["other_handler"]
    answered(case, earlier, officer)
    assert make.demand_of(case).state == "linked"
    resume_repeat(case.demand, reason="提交了新的检测报告", by=officer, at=AT)
    assert make.demand_of(case).owner == district.urban
    assert after.differences(case) == []
