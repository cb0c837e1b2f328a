"""Confirming: the petitioner says that it was done, and nobody says it in her place."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.confirm_execution import confirm_execution
from yimen.casework.actions.dispute_execution import dispute_execution
from yimen.casework.actions.execute import execute
from yimen.casework.carrying_out import AnsweredBefore, AnswerOpen, NotYoursToSay, WordsMissing
from yimen.casework.filing import Wish
from yimen.casework.guards import NoSuchChoice
from yimen.casework.queries.lapsed import lapsed
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Execution

AT = make.on("2025-04-14")
SAID = Wish(channel="phone", words="灯都亮了，没有意见")


def executed(district: District) -> Case:
    return make.a_petition(district, "executed", result="supported")


def confirmed(case: Case, by: Actor | None = None, wish: Wish | None = SAID) -> None:
    confirm_execution(case.demand, wish=wish, by=by or case.petitioner, at=AT)


def test_the_petitioner_and_a_counter_that_heard_her(district: District):
    case = executed(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: confirmed(case, by))
    assert tried == dict.fromkeys(("petitioner", "receptionist", "screener"), "done")


def test_it_is_written_down_and_waits_no_longer(district: District):
    case = executed(district)
    since = len(after.lines(case))
    assert after.running(case.demand)["execution_answer"] == "2025-04-25"
    confirmed(case, wish=None)
    assert make.demand_of(case).state == "executed"
    assert "execution_answer" not in after.running(case.demand)
    row = Execution.objects.get(demand=case.demand)
    assert (row.answer, row.channel, row.answered_at) == ("confirmed", "online", AT)
    assert after.new_lines(case, since) == [
        {
            "kind": "confirm_execution",
            "demands": [1],
            "role": "petitioner",
            "channel": "online",
            "execution": row.pk,
        }
    ]
    assert after.differences(case) == []


def test_a_counter_writes_down_her_words_and_how_it_heard_them(district: District):
    case = executed(district)
    with after.nothing_changes():
        for wish in (None, Wish(channel="phone"), Wish(channel="phone", words="  ")):
            with pytest.raises(WordsMissing):
                confirmed(case, district["receptionist"], wish)
        with pytest.raises(NoSuchChoice):
            confirmed(case, district["receptionist"], Wish(channel="online", words="做好了"))
    confirmed(case, district["receptionist"])
    assert Execution.objects.get(demand=case.demand).words == SAID.words


def test_the_organ_that_carried_it_out_says_it_of_nobody(district: District):
    case = executed(district)
    counter = make.an_officer(district, "receptionist", district.housing)
    with after.nothing_changes(), pytest.raises(NotYoursToSay):
        confirmed(case, counter)


def test_it_is_said_once(district: District):
    case = executed(district)
    confirmed(case)
    with after.nothing_changes(), pytest.raises(AnsweredBefore):
        confirmed(case)


@pytest.mark.parametrize("until", ["served", "concluded"])
def test_only_what_was_reported_done(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        confirmed(case)


def test_nothing_is_concluded_while_she_may_still_say(district: District):
    case = executed(district)
    assert lapsed(make.on("2025-04-28")) == [case.demand]
    wish = Wish(channel="online", words="还差两盏")
    dispute_execution(case.demand, wish=wish, by=case.petitioner, at=AT)
    by = case.district["handler"]
    execute(case.demand, proof="补换两盏路灯", by=by, at=make.on("2025-04-24"))
    assert lapsed(make.on("2025-05-06")) == []
    with after.nothing_changes(), pytest.raises(AnswerOpen) as refused:
        conclude(case.demand, by=SYSTEM, at=make.on("2025-05-06"))
    assert refused.value.facts["due"] == date(2025, 5, 9)


def test_silence_is_not_a_confirmation_it_only_ends_the_waiting(district: District):
    case = executed(district)
    conclude(case.demand, by=SYSTEM, at=make.on("2025-04-28"))
    assert Execution.objects.get(demand=case.demand).answer == "waiting"
    assert after.running(case.demand) == {}
    assert after.differences(case) == []
