"""Concluding: once nobody can ask for a review any more, and nothing waits to be carried out."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.casework import tasks
from yimen.casework.actions.conclude import conclude
from yimen.casework.guards import StillExecuting, WindowOpen
from yimen.casework.queries.lapsed import lapsed
from yimen.law.moves import NotAllowedNow

AT = make.on("2025-04-28", "00:10")


def concluded(case: Case, by: Actor = SYSTEM, day: str = "") -> None:
    conclude(case.demand, by=by, at=make.on(day) if day else AT)


def test_only_the_system_concludes(district: District):
    case = make.a_petition(district, "served")
    with after.nothing_changes():
        assert after.outcomes(case, lambda by: concluded(case, by)) == {"system": "done"}


@pytest.mark.parametrize(
    ("until", "result"), [("served", "not_supported"), ("executed", "supported")]
)
def test_the_file_is_closed_and_no_clock_runs(district: District, until: str, result: str):
    case = make.a_petition(district, until, result=result)
    queued, since = after.jobs(), len(after.lines(case))
    concluded(case)
    assert make.demand_of(case).state == "concluded"
    assert after.running(case.demand) == {}
    petition = make.petition_of(case)
    assert (petition.state, petition.closed_at, petition.due_on) == ("concluded", AT, None)
    assert after.new_lines(case, since) == [{"kind": "conclude", "demands": [1], "role": "system"}]
    assert after.jobs() == queued
    assert after.differences(case) == []


@pytest.mark.parametrize("day", ["2025-03-27", "2025-04-26", "2025-04-27"])
def test_the_window_for_a_review_stays_open_to_its_last_day(district: District, day: str):
    case = make.a_petition(district, "served")
    with after.nothing_changes(), pytest.raises(WindowOpen) as refused:
        concluded(case, day=day)
    assert refused.value.facts["due"] == date(2025, 4, 27)


def test_nothing_is_concluded_while_it_waits_to_be_carried_out(district: District):
    case = make.a_petition(district, "served", result="supported")
    with after.nothing_changes(), pytest.raises(StillExecuting):
        concluded(case, day="2025-08-01")


def test_a_petition_is_closed_with_its_last_demand(district: District):
    case = make.a_petition(district, "served", asks=2)
    conclude(case.demands[0], by=SYSTEM, at=AT)
    assert make.petition_of(case).closed_at is None
    conclude(case.demands[1], by=SYSTEM, at=make.on("2025-05-06"))
    assert make.petition_of(case).closed_at == make.on("2025-05-06")
    assert after.differences(case) == []


def test_one_declined_and_one_concluded_close_it_too(district: District):
    case = make.a_petition(district, "dispatched", asks=2)
    from yimen.casework.actions.decline import decline

    words = {"reason": "不属于本机关职权", "where_to_go": "人民法院"}
    decline(case.demands[1], **words, by=district["head"], at=make.when("decline"))
    case.demands = case.demands[:1]
    make.walk(case, "served", begin="dispatched")
    assert make.petition_of(case).closed_at is None
    concluded(case)
    petition = make.petition_of(case)
    assert (petition.state, petition.closed_at) == ("not_accepted", AT)
    assert after.differences(case) == []


@pytest.mark.parametrize("until", ["lodged", "handled", "printed", "declined", "concluded"])
def test_it_is_concluded_after_service_and_once(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        concluded(case, day="2025-08-01")


def test_the_nightly_worker_finds_what_has_lapsed_and_nothing_else(district: District):
    over = make.a_petition(district, "served")
    make.a_petition(district, "served", result="supported")
    make.a_petition(district, "printed")
    assert lapsed(make.on("2025-04-27", "23:59")) == []
    assert lapsed(AT) == [over.demand]
    concluded(over)
    assert lapsed(AT) == []


def test_a_matter_that_cannot_be_concluded_keeps_back_no_other(
    district: District, monkeypatch: pytest.MonkeyPatch
):
    moved_on = make.a_petition(district, "served", result="supported")
    over = make.a_petition(district, "served")
    monkeypatch.setattr(tasks, "lapsed", lambda _: [moved_on.demand, over.demand])
    tasks.conclude_lapsed(timestamp=0)
    assert make.demand_of(moved_on).state == "executing"
    assert make.demand_of(over).state == "concluded"
