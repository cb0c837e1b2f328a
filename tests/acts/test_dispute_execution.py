"""Disputing: it was not done, so it is owed as before, and nothing is concluded."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.confirm_execution import confirm_execution
from yimen.casework.actions.dispute_execution import dispute_execution
from yimen.casework.actions.execute import execute
from yimen.casework.carrying_out import NotYoursToSay, WordsMissing
from yimen.casework.filing import Wish
from yimen.casework.guards import StillExecuting
from yimen.registry.models import Execution

AT = make.on("2025-04-14")
SAID = Wish(channel="visit", words="十盏灯只修好了五盏")


def executed(district: District) -> Case:
    return make.a_petition(district, "executed", result="supported")


def disputed(case: Case, by: Actor | None = None, wish: Wish = SAID) -> None:
    dispute_execution(case.demand, wish=wish, by=by or case.petitioner, at=AT)


def test_the_petitioner_and_a_counter_that_heard_her(district: District):
    case = executed(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: disputed(case, by))
    assert tried == dict.fromkeys(("petitioner", "receptionist", "screener"), "done")


def test_it_is_owed_as_before_with_a_clock_of_its_own(district: District):
    case = executed(district)
    since = len(after.lines(case))
    disputed(case)
    demand = make.demand_of(case)
    assert (demand.state, str(demand.due_on)) == ("executing", "2025-05-14")
    assert after.running(case.demand)["execution"] == "2025-05-14"
    assert "要求执行次日起算" in after.why(case.demand, "execution")
    assert "execution_answer" not in after.running(case.demand)
    row = Execution.objects.get(demand=case.demand)
    assert (row.answer, row.words) == ("disputed", SAID.words)
    assert [line["kind"] for line in after.new_lines(case, since)] == ["dispute_execution"]
    assert after.differences(case) == []


def test_nothing_concludes_while_it_is_disputed(district: District):
    case = executed(district)
    disputed(case)
    with after.nothing_changes(), pytest.raises(StillExecuting):
        conclude(case.demand, by=SYSTEM, at=make.on("2025-09-01"))


def test_done_then_in_full_it_can_be_confirmed(district: District):
    case = executed(district)
    disputed(case)
    execute(case.demand, proof="其余五盏也已修好", by=district["handler"], at=make.on("2025-04-20"))
    confirm_execution(case.demand, by=case.petitioner, at=make.on("2025-04-21"))
    answers = Execution.objects.filter(demand=case.demand).order_by("pk")
    assert [one.answer for one in answers] == ["disputed", "confirmed"]
    assert after.differences(case) == []


def test_what_is_missing_is_said(district: District):
    case = executed(district)
    with after.nothing_changes(), pytest.raises(WordsMissing):
        disputed(case, wish=Wish(channel="online", words=" "))


def test_the_organ_that_carried_it_out_says_it_of_nobody(district: District):
    case = executed(district)
    counter = make.an_officer(district, "receptionist", district.housing)
    with after.nothing_changes(), pytest.raises(NotYoursToSay):
        disputed(case, counter)
