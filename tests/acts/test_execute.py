"""Reporting a supported opinion carried out, with its proof: the clock of execution stops."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.execute import execute
from yimen.casework.guards import SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Contact

AT = make.when("execute")


def executed(case: Case, by: Actor | None = None, proof: str = " 已更换电缆，验收单在卷 ") -> None:
    execute(case.demand, proof=proof, by=by or case.district["handler"], at=AT)


def test_only_the_handler_may_report_it(district: District):
    case = make.a_petition(district, "served", result="supported")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: executed(case, by))
    assert tried == {"handler": "done", "second_handler": "NotYourMatter"}


def test_the_clock_stops_and_the_proof_is_kept(district: District):
    case = make.a_petition(district, "served", result="supported")
    queued = after.jobs()
    executed(case)
    assert make.demand_of(case).state == "executed"
    assert after.clocks(case.demand)["execution"] == ("2025-03-27", "2025-04-27", "2025-04-10")
    row = Contact.objects.get(demand=case.demand, kind="execution")
    assert (row.words, row.by_id) == ("已更换电缆，验收单在卷", district["handler"].id)
    assert after.new_lines(case, 12) == [
        {
            "kind": "execute",
            "demands": [1],
            "role": "handler",
            "contact": "execution",
            "log": row.pk,
        }
    ]
    assert after.jobs() == queued
    assert make.petition_of(case).due_on is None
    assert after.differences(case) == []


def test_nothing_is_carried_out_without_proof(district: District):
    case = make.a_petition(district, "served", result="supported")
    with after.nothing_changes(), pytest.raises(SayWhy):
        executed(case, proof=" 好了 ")


@pytest.mark.parametrize("until", ["printed", "served", "concluded"])
def test_only_what_was_supported_is_carried_out(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        executed(case)


def test_it_is_carried_out_once(district: District):
    case = make.a_petition(district, "executed", result="supported")
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        executed(case)
