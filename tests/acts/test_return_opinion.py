"""Returning a draft: the handler reads why and writes it again; no clock stops for that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import make
from tests.acts import after
from tests.acts.test_check_opinion import also
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.accept import accept
from yimen.casework.actions.keep_draft import keep_draft
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.return_opinion import return_opinion
from yimen.casework.guards import AnotherDraft, SamePerson, SayWhy, WrongStage

AT = make.when("return")


def returned(case: Case, by: Actor | None = None, reason: str = " 请补充依据的条款 ") -> None:
    return_opinion(case.opinion, reason=reason, by=by or case.district["checker"], at=AT)


@pytest.mark.parametrize("until", ["drafted", "checked"])
def test_the_checker_and_the_head_may_return_it(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: returned(case, by))
    assert tried == {"checker": "done", "head": "done"}


@pytest.mark.parametrize("until", ["drafted", "checked"])
def test_it_is_the_handlers_again_and_every_day_counts_on(district: District, until: str):
    case = make.a_petition(district, until)
    clocks, queued = after.clocks(case.demand), after.jobs()
    returned(case)
    opinion = make.opinion_of(case)
    assert (opinion.stage, opinion.remark) == ("returned", "请补充依据的条款")
    assert (opinion.checked_by_id, opinion.checked_at) == (None, None)
    assert make.demand_of(case).state == "handling"
    assert (after.clocks(case.demand), after.jobs()) == (clocks, queued)
    assert after.new_lines(case, -1) == [
        {
            "kind": "return_opinion",
            "demands": [1],
            "role": "legal_checker",
            "opinion": case.opinion,
        }
    ]
    assert after.differences(case) == []


def test_written_again_it_must_be_checked_again(district: District):
    case = make.a_petition(district, "checked")
    returned(case)
    make.DEEDS["draft"](case, make.Way())
    opinion = make.opinion_of(case)
    assert (opinion.stage, opinion.checked_by_id, opinion.remark) == ("submitted", None, "")


def test_nobody_returns_their_own_draft(district: District):
    case = make.a_petition(district, "drafted")
    with after.nothing_changes(), pytest.raises(SamePerson):
        returned(case, also(district, "handler", "head"))


def test_an_organ_writes_one_opinion_at_a_time(district: District):
    case = make.a_petition(district, "dispatched", asks=2)
    late, case.demands = case.demands[1], case.demands[:1]
    make.walk(case, "drafted", begin="dispatched")
    handler = district["handler"]
    accept(late, handler=handler.id, by=handler, at=make.when("draft"))
    log_contact(late, kind="phone", words="电话听取诉求", by=handler, at=make.when("draft"))
    another = replace(case, demands=[late])
    keep_draft(case.petition, draft=make.a_draft(another), by=handler, at=make.when("draft"))
    with after.nothing_changes(), pytest.raises(AnotherDraft):
        returned(case)
    make.DEEDS["draft"](another, make.Way())
    returned(case)
    assert make.opinion_of(case).stage == "returned"
    assert after.differences(case) == []


def test_the_writer_is_told_why(district: District):
    case = make.a_petition(district, "drafted")
    with after.nothing_changes(), pytest.raises(SayWhy):
        returned(case, reason=" 改 ")


@pytest.mark.parametrize("until", ["returned", "signed", "printed", "served"])
def test_what_was_signed_is_not_returned(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(WrongStage):
        returned(case)
