"""Telling of an extension: from here, and only from here, the new date counts."""

from __future__ import annotations

from datetime import date

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.base.time import now
from yimen.casework.actions.tell_extension import tell_extension
from yimen.registry.models import Clock, Extension

AT = make.when("tell")


def told(case: Case, by: Actor = SYSTEM, day: str = "") -> None:
    tell_extension(case.demand, by=by, at=make.on(day) if day else AT)


def row(case: Case) -> Extension:
    return Extension.objects.get(demand=case.demand)


def test_only_the_system_tells(district: District):
    case = make.a_petition(district, "extension_approved")
    with after.nothing_changes():
        assert after.outcomes(case, lambda by: told(case, by)) == {"system": "done"}


@pytest.mark.parametrize(
    ("days", "nominal", "due"), [(30, "2025-06-01", "2025-06-03"), (5, "2025-05-07", "2025-05-07")]
)
def test_the_days_are_added_to_the_unrolled_sixtieth_day(
    district: District, days: int, nominal: str, due: str
):
    case = make.a_petition(district, "extension_approved", days=days)
    told(case)
    clock = Clock.objects.get(demand=case.demand, limit="handling")
    assert (str(clock.nominal_on), str(clock.due_on), clock.extra) == (nominal, due, days)
    assert make.demand_of(case).due_on == clock.due_on
    assert make.petition_of(case).due_on == clock.due_on
    assert (row(case).told_at, str(row(case).due_after)) == (AT, due)


def test_it_leaves_one_line_and_the_notice_itself(district: District):
    case = make.a_petition(district, "extension_approved")
    told(case)
    assert after.new_lines(case, 8) == [
        {
            "kind": "tell_extension",
            "demands": [1],
            "role": "system",
            "days": 30,
            "extension": row(case).pk,
            "clocks": {"1": {"handling": {"due": "2025-06-03"}}},
        }
    ]
    (letter,) = make.petition_of(case).letters.all()
    assert (letter.kind, letter.is_for_petitioner, letter.issued_at) == (
        "extension_notice",
        True,
        AT,
    )
    assert "需要委托检测机构鉴定" in str(letter.content)
    assert "2025年6月3日" in str(letter.content)
    assert after.differences(case) == []


def test_telling_twice_tells_once(district: District):
    case = make.a_petition(district, "extended")
    with after.nothing_changes():
        told(case)


def test_the_last_day_is_early_enough(district: District):
    case = make.a_petition(district, "extension_approved")
    told(case, day="2025-05-06")
    assert after.running(case.demand) == {"handling": "2025-06-03"}


def test_a_notice_after_the_last_day_is_void_and_the_old_date_stands(district: District):
    case = make.a_petition(district, "extension_approved")
    told(case, day="2025-05-07")
    assert after.running(case.demand) == {"handling": "2025-05-06"}
    assert (row(case).decision, row(case).told_at) == ("void", None)
    assert after.new_lines(case, 8) == [
        {"kind": "void_extension", "demands": [1], "role": "system", "extension": row(case).pk}
    ]
    assert not make.petition_of(case).letters.exists()
    assert after.differences(case) == []


def test_the_worker_tells_when_it_gets_to_it_not_when_it_was_approved(district: District):
    case = make.a_petition(district, "extension_approved")
    with after.nothing_changes():
        pass
    done = ground.do_jobs()
    assert done[-1] == "casework.tell_extension"
    # Approved in March 2025, told only now: long after the last day, so it never counted.
    assert now().date() > date(2025, 5, 6)
    assert row(case).decision == "void"


def test_a_draft_on_its_way_can_still_be_told_of_more_time(district: District):
    case = make.a_petition(district, "extension_approved")
    make.DEEDS["draft"](case, make.Way())
    told(case, day="2025-03-21")
    assert after.running(case.demand) == {"handling": "2025-06-03"}
    assert make.demand_of(case).state == "opinion_review"
    make.DEEDS["return"](case, make.Way())
    assert after.differences(case) == []


def test_after_the_answer_nobody_needs_more_time(district: District):
    case = make.a_petition(district, "extension_approved")
    make.walk(case, "served", begin="handled")
    told(case, day="2025-03-28")
    assert row(case).decision == "void"
    assert make.demand_of(case).state == "served"
    assert after.differences(case) == []
