"""Keeping a draft: the handler's own work, no part of the record yet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.keep_draft import keep_draft
from yimen.casework.answering import Draft, Found
from yimen.casework.guards import NothingToAnswer
from yimen.documents.relief import TwoReliefs
from yimen.registry.models import Finding, Opinion

AT = make.when("draft")


def kept(case: Case, by: Actor | None = None, draft: Draft | None = None) -> Opinion:
    draft = draft or Draft(findings=(Found(demand=case.demand, facts="查了一半"),))
    return keep_draft(case.petition, draft=draft, by=by or case.district["handler"], at=AT)


def test_only_the_handler_may_keep_one(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: kept(case, by))
    assert tried == {
        "handler": "done",
        "second_handler": "NotYourMatter",
        "system": "NothingToAnswer",
    }


def test_it_is_kept_unfinished_and_nobodys_turn_has_come(district: District):
    case = make.a_petition(district, "handled", asks=2)
    record, queued = after.lines(case), after.jobs()
    opinion = kept(case)
    assert opinion.stage == "draft"
    assert [f.facts for f in Finding.objects.filter(opinion=opinion)] == ["查了一半", ""]
    assert [d.state for d in make.demands_of(case)] == ["handling", "handling"]
    assert (after.lines(case), after.jobs()) == (record, queued)


def test_keeping_again_writes_over_it(district: District):
    case = make.a_petition(district, "handled")
    first = kept(case)
    second = kept(case, draft=make.a_draft(case))
    assert first.pk == second.pk
    assert Finding.objects.get(opinion=first).result == "explained"


def test_what_was_kept_is_submitted(district: District):
    case = make.a_petition(district, "handled")
    first = kept(case)
    by = district["handler"]
    submitted = draft_opinion(case.petition, draft=make.a_draft(case), by=by, at=AT)
    assert submitted.pk == first.pk
    assert after.differences(case) == []


def test_what_was_returned_is_written_on(district: District):
    case = make.a_petition(district, "returned")
    assert kept(case).pk == case.opinion
    assert make.opinion_of(case).stage == "returned"


@pytest.mark.parametrize("other", [4, 5])
def test_a_draft_that_began_with_one_remedy_stays_with_it(district: District, other: int):
    from tests.acts.test_draft_opinion import two_ways

    case = two_ways(district, other)
    first, second = make.a_draft(case).findings
    with after.nothing_changes(), pytest.raises(TwoReliefs):
        kept(case, draft=Draft(findings=(first, second)))
    opinion = kept(case, draft=Draft(findings=(replace(first, basis=""),)))
    assert [f.demand_id for f in opinion.findings.all()] == case.demands[:1]


@pytest.mark.parametrize("until", ["accepted", "drafted", "served"])
def test_nothing_is_kept_while_nothing_is_to_be_written(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NothingToAnswer):
        kept(case)
