"""Refusing more time: the old date stands, and the handler reads why."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.acts.test_extend import both
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.refuse_extension import refuse_extension
from yimen.casework.guards import NoExtensionAsked, SamePerson, SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Extension

AT = make.when("extend")


def refused(case: Case, by: Actor | None = None, reason: str = " 事情并不复杂 ") -> None:
    refuse_extension(case.demand, reason=reason, by=by or case.district["head"], at=AT)


def test_only_the_head_of_the_organ_may_refuse(district: District):
    case = make.a_petition(district, "extension_asked")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: refused(case, by))
    assert tried == {"head": "done"}


def test_the_old_date_stands_and_the_reason_is_kept(district: District):
    case = make.a_petition(district, "extension_asked")
    queued, clocks = after.jobs(), after.clocks(case.demand)
    refused(case)
    row = Extension.objects.get(demand=case.demand)
    assert (row.decision, row.answer, row.decided_by_id, row.decided_at) == (
        "refused",
        "事情并不复杂",
        district["head"].id,
        AT,
    )
    assert make.demand_of(case).state == "handling"
    assert after.clocks(case.demand) == clocks
    assert after.new_lines(case, 7) == [
        {"kind": "refuse_extension", "demands": [1], "role": "head", "extension": row.pk}
    ]
    assert after.jobs() == queued
    assert after.differences(case) == []


def test_nobody_decides_on_what_they_ask_for(district: District):
    case = make.a_petition(district, "extension_asked")
    with after.nothing_changes(), pytest.raises(SamePerson):
        refused(case, both(district, "handler"))


def test_nothing_is_refused_that_nobody_asked_for(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NoExtensionAsked):
        refused(case)


def test_the_handler_is_told_why(district: District):
    case = make.a_petition(district, "extension_asked")
    with after.nothing_changes(), pytest.raises(SayWhy):
        refused(case, reason=" 不 ")


@pytest.mark.parametrize("until", ["extension_approved", "extended"])
def test_what_was_approved_cannot_be_refused_any_more(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        refused(case)
