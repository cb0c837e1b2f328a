"""Noting that a review's opinion or a notice did not reach her: nothing begins by it."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework import proving
from yimen.casework.actions.miss_paper import miss_paper
from yimen.casework.guards import ServedBeforeIssued, WrongStage
from yimen.registry.models import ServiceAttempt

PLACES = [
    ("notice_printed", "handler", "2025-03-04", 5),
    ("review_signed", "reviewer", "2025-04-25", None),
    ("recheck_signed", "rechecker", "2025-05-23", None),
]


def missed(case: Case, by: Actor, at: str, **change: object) -> None:
    given = {"method": "post", "outcome": "returned", "parcel": " EMS 1 ", "at": make.on(at)}
    miss_paper(case.demand, by=by, **(given | change))


@pytest.mark.parametrize(("until", "who", "at", "seq"), PLACES)
def test_it_opens_no_window_and_leaves_a_line(
    district: District, until: str, who: str, at: str, seq: int | None
):
    case = make.a_petition(district, until)
    before, state = after.running(case.demand), make.demand_of(case).state
    missed(case, district[who], at)
    assert (after.running(case.demand), make.demand_of(case).state) == (before, state)
    row = ServiceAttempt.objects.get(petition=case.petition)
    assert (row.method, row.outcome, row.parcel) == ("post", "returned", "EMS 1")
    assert [row.opinion_id, row.review_id, row.decline_id].count(None) == 2
    if seq:
        (line,) = after.new_lines(case, seq)
        assert (line["kind"], line["attempt"]) == ("miss_paper", row.pk)
    assert after.differences(case) == []


def test_only_whoever_brings_it_notes_it(district: District):
    case = make.a_petition(district, "review_signed")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: missed(case, by, "2025-04-25"))
    assert {who for who, what in tried.items() if what == "done"} == {"reviewer", "review_head"}


def test_it_was_out_and_had_a_number(district: District):
    case = make.a_petition(district, "review_signed")
    by = district["reviewer"]
    with after.nothing_changes(), pytest.raises(proving.ParcelCameBack):
        missed(case, by, "2025-04-25", parcel=" ")
    with after.nothing_changes(), pytest.raises(ServedBeforeIssued):
        missed(case, by, "2025-04-20")


def test_what_is_not_signed_cannot_be_missed(district: District):
    case = make.a_petition(district, "review_drafted")
    with after.nothing_changes(), pytest.raises(WrongStage):
        missed(case, district["reviewer"], "2025-04-25")
