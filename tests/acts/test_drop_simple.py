"""Dropping the proposal: the ordinary limits ran all the while."""

from __future__ import annotations

import pytest
from tests import make, sent
from tests.acts import after
from tests.make import District

from yimen.access.actor import SYSTEM
from yimen.casework.actions.drop_simple import drop_simple
from yimen.casework.queries.sending import overtaken
from yimen.casework.simple import NothingProposed, NotSimple
from yimen.registry.models import Simple

AT = make.on("2025-02-28")


def test_what_was_not_forwarded_in_three_days_is_ordinary(district: District):
    case = make.a_petition(district, "screened")
    sent.a_proposal(case)
    assert overtaken(make.on("2025-02-27")) == ([], [])
    assert overtaken(AT) == ([case.demand], [])
    drop_simple(case.demand, by=SYSTEM, at=AT)
    assert after.running(case.demand) == {"dispatch": "2025-03-11"}
    assert Simple.objects.get(demand=case.demand).because == "time"
    assert after.differences(case) == []


def test_it_is_not_proposed_and_dropped_to_and_fro(district: District):
    case = make.a_petition(district, "screened")
    sent.a_proposal(case)
    drop_simple(case.demand, by=district["screener"], at=AT)
    with after.nothing_changes(), pytest.raises(NotSimple):
        sent.a_proposal(case)


def test_there_must_be_something_to_drop(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(NothingProposed):
        drop_simple(case.demand, by=district["screener"], at=AT)
