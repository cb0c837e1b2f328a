"""Opening a hearing: on its day, by those who hold it; no limit of the handling stops."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.actions.open_hearing import open_hearing
from yimen.casework.hearing import (
    HearingNotCalled,
    HearingNotYet,
    HearingUnderWay,
)
from yimen.registry.models import HearingDays


def opened(case: make.Case, by: Actor | None = None, day: str = "2025-03-18") -> None:
    open_hearing(case.demand, by=by or case.district["head"], at=make.on(day, "15:00"))


def test_whoever_leads_it_or_handles_the_matter_opens_it(district: District):
    case = make.a_petition(district, "handled")
    hearings.call(case)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: opened(case, by))
    assert {who for who, what in tried.items() if what == "done"} == {"handler", "head"}
    assert tried["checker"] == "NotTheHearingsWork"


def test_in_the_handling_no_limit_notices(district: District):
    case = make.a_petition(district, "accepted")
    hearings.call(case)
    before = after.running(case.demand)
    opened(case)
    assert after.running(case.demand) == before
    assert make.demand_of(case).state == "handling"
    act_as(SYSTEM)
    assert not HearingDays.objects.filter(petition=case.petition).exists()
    assert after.new_lines(case, len(after.lines(case)) - 1)[0] | {"hearing": 0} == {
        "kind": "open_hearing",
        "demands": [1],
        "role": "head",
        "first_on": "2025-03-18",
        "last_on": "2025-03-19",
        "hearing": 0,
    }
    assert after.differences(case) == []


def test_it_does_not_open_before_its_day_or_uncalled_or_twice(district: District):
    case = make.a_petition(district, "handled")
    hearings.call(case)
    with after.nothing_changes(), pytest.raises(HearingNotYet):
        opened(case, day="2025-03-17")
    opened(case)
    with after.nothing_changes(), pytest.raises(HearingUnderWay):
        opened(case)
    other = make.a_petition(district, "handled")
    hearings.grant(other)
    with after.nothing_changes(), pytest.raises(HearingNotCalled):
        opened(other, by=district["handler"])
