"""Noting a service that failed: nothing begins by it, and the record says that it was tried."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.time import now
from yimen.casework import proving
from yimen.casework.actions.miss_service import miss_service
from yimen.casework.guards import ServedBeforeIssued
from yimen.registry.models import ServiceAttempt

AT = make.when("serve")


def missed(case: Case, by: Actor | None = None, **change: object) -> None:
    given = {"method": "post", "outcome": "returned", "parcel": " EMS 1 ", "at": AT}
    miss_service(case.opinion, by=by or case.district["handler"], **(given | change))


def test_a_service_that_failed_opens_no_window_and_leaves_a_line(district: District):
    case = make.a_petition(district, "printed")
    missed(case)
    assert make.demand_of(case).state == "opinion_issued"
    assert "review_request" not in after.running(case.demand)
    assert "handling" in after.running(case.demand)
    row = ServiceAttempt.objects.get(opinion=case.opinion)
    assert (row.method, row.outcome, row.parcel) == ("post", "returned", "EMS 1")
    (line,) = after.new_lines(case, 10)
    assert (line["kind"], line["missed"], line["attempt"]) == ("miss_service", "returned", row.pk)
    assert after.differences(case) == []


def test_a_parcel_that_came_back_has_a_number(district: District):
    case = make.a_petition(district, "printed")
    with after.nothing_changes(), pytest.raises(proving.ParcelCameBack):
        missed(case, parcel=" ")


def test_a_failed_service_was_neither_before_the_issue_nor_is_it_ahead(district: District):
    case = make.a_petition(district, "printed")
    for at in (make.on("2025-03-24"), now() + timedelta(hours=1)):
        with after.nothing_changes(), pytest.raises(ServedBeforeIssued):
            missed(case, at=at)
