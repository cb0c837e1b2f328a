"""Merging demands: one answer, and of every limit the day that comes first."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District
from tests.sent import WHY

from yimen.casework.actions.accept import accept
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.merge_demands import merge_demands
from yimen.casework.sorting import NotAlike, NothingToMerge

AT = make.on("2025-03-10")


def merge(case: Case, keep: int = 0, others: tuple[int, ...] = (1,)) -> None:
    merge_demands(
        case.demands[keep],
        others=[case.demands[one] for one in others],
        reason=WHY,
        by=case.district["handler"],
        at=AT,
    )


def two_accepted_on_different_days(district: District) -> Case:
    case = make.a_petition(district, "dispatched", asks=2)
    by = district["handler"]
    for demand, day in zip(case.demands, ("2025-03-05", "2025-03-03"), strict=True):
        accept(demand, handler=by.id, by=by, at=make.on(day))
        log_contact(demand, kind="phone", words="已听取意见", by=by, at=make.on("2025-03-06"))
    return case


def test_the_earliest_clock_is_kept_whichever_demand_had_it(district: District):
    for keep, other in ((0, 1), (1, 0)):
        case = two_accepted_on_different_days(district)
        merge(case, keep, (other,))
        assert after.running(case.demands[keep]) == {"handling": "2025-05-06"}
        assert after.running(case.demands[other]) == {}
        assert [d.state for d in make.demands_of(case)].count("merged") == 1
        assert after.differences(case) == []


def test_the_petition_stands_where_the_kept_demand_stands(district: District):
    case = two_accepted_on_different_days(district)
    merge(case)
    assert make.petition_of(case).state == "handling"
    assert make.petition_of(case).closed_at is None
    assert after.letters_asked_for()[-1] == "sorting_notice"


def test_demands_at_different_stages_are_not_merged(district: District):
    case = make.a_petition(district, "dispatched", asks=2)
    by = district["handler"]
    accept(case.demands[0], handler=by.id, by=by, at=AT)
    with after.nothing_changes(), pytest.raises(NotAlike):
        merge(case)


def test_something_must_be_merged(district: District):
    case = make.a_petition(district, "handled", asks=2)
    with after.nothing_changes(), pytest.raises(NothingToMerge):
        merge(case, others=())
    with after.nothing_changes(), pytest.raises(NothingToMerge):
        merge(case, others=(0,))


def test_the_answer_then_is_to_the_kept_demand_alone(district: District):
    case = make.a_petition(district, "handled", asks=2)
    merge(case)
    case.demands = case.demands[:1]
    by = district["handler"]
    opinion = draft_opinion(case.petition, draft=make.a_draft(case), by=by, at=AT)
    assert [finding.demand_id for finding in opinion.findings.all()] == [case.demand]
    assert after.differences(case) == []
