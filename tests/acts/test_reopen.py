"""Taking a settled matter up again: whoever received it."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.reopen import reopen


def test_only_screener_may(district: District):
    case = make.a_petition(district, "news")

    def do(by: Actor) -> object:
        return reopen(case.demand, reason="检测报告是新的证据", by=by, at=make.on("2025-07-03"))

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {"screener"}


def test_with_new_facts_it_is_a_matter_like_one_just_received(district: District):
    case = make.a_petition(district, "news")
    assert after.running(case.demand)["reopen_notice"] == "2025-07-16"
    reopen(
        case.demand, reason="检测报告是新的证据", by=district["screener"], at=make.on("2025-07-03")
    )
    assert make.demand_of(case).state == "registered"
    assert after.running(case.demand)["dispatch"] == "2025-07-18"
    assert after.why(case.demand, "dispatch").startswith("自2025年7月3日重新办理次日起算15日")
    assert make.petition_of(case).closed_at is None
    assert "reopening_notice" in after.letters_asked_for()
    assert after.differences(case) == []
