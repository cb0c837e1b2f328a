"""Splitting a demand: every part has the same dates, and the record explains what was born."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District
from tests.sent import WHY

from yimen.access.actor import Actor
from yimen.casework.actions.screen import screen
from yimen.casework.actions.split_demand import split_demand
from yimen.casework.guards import NotScreened, SayWhy
from yimen.casework.sending import competent
from yimen.casework.sorting import DecideExtensionFirst, Part, SayTheParts
from yimen.registry.models import Demand, Sorting

PARTS = [Part(request="请修好东门的路灯"), Part(request="请清理路边的垃圾", facts="堆了三天。")]
AT = make.on("2025-03-07")


def split(case: Case, by: Actor | None = None, reason: str = WHY) -> None:
    split_demand(case.demand, parts=PARTS, reason=reason, by=by or case.district["handler"], at=AT)


def test_before_it_is_sent_its_screener_splits_it_and_nobody_else(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes():
        assert after.outcomes(case, lambda by: split(case, by)) == {
            "screener": "done",
        }


def test_while_it_is_handled_its_handler_splits_it(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: split(case, by))
    assert tried["handler"] == "done"
    assert tried["screener"] == "AnotherOrgansTurn"
    assert tried["second_handler"] == "NotYourMatter"


def test_the_parts_have_the_same_dates_and_stand_where_the_whole_stands(district: District):
    case = make.a_petition(district, "handled")
    split(case)
    first, second = make.demands_of(case)
    assert after.running(second.pk) == after.running(first.pk) == {"handling": "2025-05-06"}
    assert (second.state, second.owner_id, second.handler_id, second.accepted_on) == (
        first.state,
        first.owner_id,
        first.handler_id,
        first.accepted_on,
    )
    assert (first.request, second.request) == ("请修好东门的路灯", "请清理路边的垃圾")
    row = Sorting.objects.get(petition=case.petition)
    assert row.words == "请修好河湾社区东门一段的路灯"
    assert after.letters_asked_for()[-1] == "sorting_notice"
    assert after.differences(case) == []


def test_before_it_is_sent_every_part_is_screened_anew(district: District):
    case = make.a_petition(district, "screened")
    split(case, district["screener"])
    _, second = make.demands_of(case)
    with pytest.raises(NotScreened):
        competent(second, district.housing.pk, AT)
    for demand in make.demands_of(case):
        by = district["screener"]
        screen(demand.pk, kind="claim", category=make.CATEGORY, route=6, by=by, at=AT)
    assert after.differences(case) == []


def test_what_is_split_twice_is_numbered_on(district: District):
    case = make.a_petition(district, "handled")
    split(case)
    split(case)
    assert [demand.position for demand in make.demands_of(case)] == [1, 2, 3]
    assert after.differences(case) == []


def test_one_part_is_no_splitting(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(SayTheParts):
        split_demand(
            case.demand,
            parts=[Part(request="一件事"), Part(request=" ")],
            reason=WHY,
            by=district["handler"],
            at=AT,
        )


def test_nobody_gets_a_second_extension_by_splitting(district: District):
    case = make.a_petition(district, "extension_asked")
    with after.nothing_changes(), pytest.raises(DecideExtensionFirst):
        split(case)


def test_the_reason_is_shown_and_must_say_something(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(SayWhy):
        split(case, reason="好")


def test_the_report_to_whoever_assigned_it_is_owed_for_every_part(district: District):
    case = make.a_petition(district, "handled", report_by=make.on("2025-03-31").date())
    split(case)
    second = Demand.objects.get(petition=case.petition, position=2)
    assert after.running(second.pk)["assigned_report"] == "2025-03-31"
    assert second.dispatches.get().report_by == make.on("2025-03-31").date()
