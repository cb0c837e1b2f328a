"""Taking a repeat up again: something new, or no repeat after all; its whole time begins anew."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after
from tests.acts.test_answer_repeat import again, answered
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.resume_repeat import resume_repeat
from yimen.casework.guards import SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Repeat

AT = make.on("2025-03-20")


def linked(district: District) -> Case:
    earlier, case = make.a_petition(district, "handled"), again(district)
    answered(case, earlier)
    return case


def resumed(case: Case, by: Actor | None = None, reason: str = "提交了新的检测报告") -> None:
    resume_repeat(case.demand, reason=reason, by=by or case.district["screener"], at=AT)


def test_any_counter_of_the_area_hears_of_something_new(district: District):
    case = linked(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: resumed(case, by))
    assert tried == {"screener": "done", "receptionist": "done"}


def test_it_is_a_matter_of_its_own_again_with_its_whole_time(district: District):
    case = linked(district)
    resumed(case)
    assert make.demand_of(case).state == "registered"
    assert after.running(case.demand) == {"dispatch": "2025-04-07"}
    assert make.petition_of(case).closed_at is None
    row = Repeat.objects.get(petition=case.petition)
    assert (row.resumed_at, row.resumed_because) == (AT, "提交了新的检测报告")
    assert after.differences(case) == []
    ground.do_jobs()
    assert "2025年4月7日" in str(make.letter_of(case, "repeat_resumed").content)


def test_it_needs_a_reason_and_is_done_once(district: District):
    case = linked(district)
    with after.nothing_changes(), pytest.raises(SayWhy):
        resumed(case, reason="新")
    resumed(case)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        resumed(case)


def test_it_can_be_answered_again_where_it_still_repeats(district: District):
    earlier, case = make.a_petition(district, "handled"), again(district)
    answered(case, earlier)
    resumed(case)
    answered(case, earlier, at=make.on("2025-03-21"))
    assert make.demand_of(case).state == "linked"
    assert after.differences(case) == []
