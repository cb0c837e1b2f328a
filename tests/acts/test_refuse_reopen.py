"""Finding nothing new: whoever received the matter, in writing."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.ask_reopen import ask_reopen
from yimen.casework.actions.execute import execute
from yimen.casework.actions.refuse_reopen import refuse_reopen
from yimen.casework.actions.reopen import reopen
from yimen.casework.queries.matter import matter_for
from yimen.casework.reopening import NoNewsWaits


def test_only_screener_may(district: District):
    case = make.a_petition(district, "news")

    def do(by: Actor) -> object:
        return refuse_reopen(
            case.demand, reason="检测报告此前已经审查", by=by, at=make.on("2025-07-03")
        )

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {"screener"}


def test_it_stays_settled_and_the_letter_says_why(district: District):
    case = make.a_petition(district, "news")
    refuse_reopen(
        case.demand,
        reason="检测报告此前已经审查",
        by=district["screener"],
        at=make.on("2025-07-03"),
    )
    assert make.demand_of(case).state == "closed_final"
    assert not after.running(case.demand)
    assert "reopening_refusal" in after.letters_asked_for()
    assert after.differences(case) == []


def test_what_is_owed_after_a_recheck_is_owed_while_it_is_looked_at_and_afterwards(
    district: District,
):
    case = make.owed_after_a_recheck(district)
    owner, clerk, at = make.demand_of(case).owner, district["handler"], make.on("2025-06-10")
    assert owner.pk == clerk.organ
    ask_reopen(case.demand, news="有新的检测报告", by=case.petitioner, at=at)
    found = matter_for(clerk, "execute", case.petition, case.demand, at=at)
    assert found.refusal is None
    proof = "已更换，验收单在卷"
    refuse_reopen(case.demand, reason="检测报告此前已经审查", by=district["screener"], at=at)
    assert make.demand_of(case).owner == owner
    execute(case.demand, proof=proof, by=clerk, at=at)
    assert after.differences(case) == []


def test_it_is_carried_out_while_news_wait(district: District):
    case = make.owed_after_a_recheck(district)
    at = make.on("2025-06-10")
    ask_reopen(case.demand, news="有新的检测报告", by=case.petitioner, at=at)
    execute(case.demand, proof="已更换，验收单在卷", by=district["handler"], at=at)
    assert set(after.running(case.demand)) == {"reopen_notice", "execution_answer"}
    assert after.differences(case) == []


def test_who_comes_second_hears_that_nothing_waits_any_more(district: District):
    case = make.a_petition(district, "news")
    by, at = district["screener"], make.on("2025-07-03")
    refuse_reopen(case.demand, reason="检测报告此前已经审查", by=by, at=at)
    with after.nothing_changes():
        for act in (reopen, refuse_reopen):
            with pytest.raises(NoNewsWaits):
                act(case.demand, reason="有新的检测报告", by=by, at=at)
    for act in ("reopen", "refuse_reopen"):
        found = matter_for(by, act, case.petition, case.demand, at=at)
        assert isinstance(found.refusal, NoNewsWaits)
