"""Citing: the record says that an advice rests on it, and nothing else moves."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.accusing import SealedStays
from yimen.casework.actions.cite_advice import cite_advice

AT = make.when("contact")
ADVICE = 7


def cited(case: Case, by: Actor | None = None, *, is_over: bool = False) -> None:
    by = by or case.district["screener"]
    cite_advice(case.petition, advice=ADVICE, is_over=is_over, by=by, at=AT)


def test_only_the_bureau_of_its_area_cites_it(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: cited(case, by))
    assert tried == {"screener": "done", "supervisor": "done"}


def test_it_is_a_line_of_the_record_and_moves_nothing(district: District):
    case = make.a_petition(district, "handled")
    since, clocks, queued = len(after.lines(case)), after.clocks(case.demand), after.jobs()
    cited(case)
    cited(case, district["supervisor"], is_over=True)
    assert after.new_lines(case, since) == [
        {"kind": "cite_advice", "demands": [], "role": "screener", "advice": ADVICE},
        {"kind": "close_advice", "demands": [], "role": "supervisor", "advice": ADVICE},
    ]
    assert after.clocks(case.demand) == clocks
    assert after.jobs() == queued
    assert after.differences(case) == []


def test_what_lies_under_seal_is_cited_by_nobody(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    with after.nothing_changes(), pytest.raises((SealedStays, NotFound)):
        cited(case)
