"""Asking for more time: once, at most thirty days, before the last day; nothing changes yet."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.guards import (
    ExtendedBefore,
    NoLaterDay,
    SayWhy,
    TooLateToExtend,
    TooManyDays,
)
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Extension

AT = make.when("ask_extension")


def asked(case: Case, by: Actor | None = None, **change: object) -> None:
    given = {"days": 30, "reason": " 需要委托鉴定机构鉴定 ", "at": AT} | change
    ask_extension(case.demand, by=by or case.district["handler"], **given)


def test_only_the_handler_may_ask(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: asked(case, by))
    assert tried == {"handler": "done", "system": "done", "second_handler": "NotYourMatter"}


@pytest.mark.parametrize("until", ["accepted", "handled"])
def test_the_date_stands_until_somebody_decides_and_tells(district: District, until: str):
    case = make.a_petition(district, until)
    state, clocks = make.demand_of(case).state, after.clocks(case.demand)
    asked(case, days=20)
    assert make.demand_of(case).state == state
    assert after.clocks(case.demand) == clocks
    row = Extension.objects.get(demand=case.demand)
    assert (row.days, row.reason, row.decision) == (20, "需要委托鉴定机构鉴定", "asked")
    assert (row.asked_by_id, row.asked_at) == (district["handler"].id, AT)
    assert (row.due_before, row.due_after) == (date(2025, 5, 6), None)


def test_it_leaves_one_line_without_the_reason_and_no_letter(district: District):
    case = make.a_petition(district, "handled")
    queued = after.jobs()
    asked(case)
    row = Extension.objects.get(demand=case.demand)
    assert after.new_lines(case, 6) == [
        {
            "kind": "ask_extension",
            "demands": [1],
            "role": "handler",
            "days": 30,
            "extension": row.pk,
        }
    ]
    assert after.jobs() == queued
    assert after.differences(case) == []


@pytest.mark.parametrize("days", [-1, 0, 31, 60])
def test_thirty_days_are_the_most(district: District, days: int):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(TooManyDays) as refused:
        asked(case, days=days)
    assert "30" in str(refused.value)


@pytest.mark.parametrize("days", [1, 4])
def test_an_extension_brings_a_later_day_or_is_none(district: District, days: int):
    # Day 60 is 2 May, a holiday: the last day is 6 May, and so it is for 61 to 64 days.
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NoLaterDay) as refused:
        asked(case, days=days)
    assert "2025-05-06" in str(refused.value)
    asked(case, days=5)


@pytest.mark.parametrize("until", ["extension_asked", "returned"])
def test_there_is_one_extension_and_no_second(district: District, until: str):
    case = make.a_petition(district, until)
    if until == "returned":  # back in the handler's hands after an extension was told
        case = make.a_petition(district, "extended")
        make.DEEDS["draft"](case, make.Way())
        make.DEEDS["return"](case, make.Way())
    with after.nothing_changes(), pytest.raises(ExtendedBefore):
        asked(case, at=make.on("2025-03-22"))


def test_after_a_refusal_one_may_ask_again(district: District):
    case = make.a_petition(district, "extension_asked")
    from yimen.casework.actions.refuse_extension import refuse_extension

    refuse_extension(case.demand, reason="事情并不复杂", by=district["head"], at=AT)
    asked(case)
    assert [row.decision for row in Extension.objects.all()] == ["refused", "asked"]


@pytest.mark.parametrize(("day", "late"), [("2025-05-06", False), ("2025-05-07", True)])
def test_it_is_asked_by_the_last_day(district: District, day: str, *, late: bool):
    case = make.a_petition(district, "handled")
    if late:
        with after.nothing_changes(), pytest.raises(TooLateToExtend):
            asked(case, at=make.on(day))
    else:
        asked(case, at=make.on(day))


def test_a_reason_must_say_something(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(SayWhy):
        asked(case, reason=" 忙 ")


@pytest.mark.parametrize("until", ["extended", "drafted", "served"])
def test_it_is_asked_while_the_matter_is_handled(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        asked(case)
