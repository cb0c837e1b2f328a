"""Mending a wrong category: from what to what, with a reason, and nothing else changes."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import CATEGORY, OTHER_CATEGORY, Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.recategorise import recategorise
from yimen.casework.guards import AnotherOrgansTurn, SameCategory, SayWhy
from yimen.law.moves import NotAllowedNow
from yimen.law.taxonomy import NoSuchCategory
from yimen.registry.models import Contact

AT = make.on("2025-03-06")
WHY = "说的是垃圾清运，不是路灯"


def mended(case: Case, by: Actor | None = None, **more: str) -> None:
    given = {"category": OTHER_CATEGORY, "reason": WHY} | more
    recategorise(case.demand, by=by or case.district["handler"], at=AT, **given)


def test_the_screener_who_sent_it_and_its_handler_may_mend_it(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: mended(case, by))
    assert tried == {"handler": "done", "screener": "done", "second_handler": "NotYourMatter"}


@pytest.mark.parametrize("until", ["dispatched", "handled", "drafted", "printed", "served"])
def test_the_category_changes_and_nothing_else(district: District, until: str):
    case = make.a_petition(district, until)
    before, clocks = make.demand_of(case), after.clocks(case.demand)
    mended(case, district["screener"])
    demand = make.demand_of(case)
    assert (before.category, demand.category) == (CATEGORY, OTHER_CATEGORY)
    for kept in ("state", "kind", "route", "owner_id", "handler_id", "due_on", "screened_at"):
        assert getattr(demand, kept) == getattr(before, kept)
    assert after.clocks(case.demand) == clocks
    assert after.differences(case) == []


def test_the_line_says_from_what_to_what_and_the_log_says_why(district: District):
    case = make.a_petition(district, "handled")
    queued = after.jobs()
    mended(case)
    log = Contact.objects.get(demand=case.demand, kind="category")
    assert (log.words, log.by_id) == (WHY, district["handler"].id)
    assert after.new_lines(case, 6) == [
        {"kind": "recategorise", "demands": [1], "role": "handler", "log": log.pk}
        | {"category": OTHER_CATEGORY, "from_category": CATEGORY}
    ]
    assert after.jobs() == queued


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"category": CATEGORY}, SameCategory),
        ({"category": "nonsense"}, NoSuchCategory),
        ({"reason": " 错 "}, SayWhy),
    ],
)
def test_it_needs_another_category_and_a_reason(
    district: District, change: dict[str, str], refusal: type[Exception]
):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(refusal):
        mended(case, **change)


def test_a_screener_of_a_third_organ_leaves_it_alone(district: District):
    case = make.a_petition(district, "handled")
    third = make.an_officer(district, "screener", district.urban)
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        mended(case, third)


@pytest.mark.parametrize("until", ["registered", "screened", "concluded"])
def test_before_it_is_sent_it_is_screened_again_and_in_the_end_it_stays(
    district: District, until: str
):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        mended(case, district["screener"])
