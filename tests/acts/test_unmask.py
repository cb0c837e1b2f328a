"""Unmasking: shown for a reason, and who looked is kept."""

from __future__ import annotations

import pytest
from django.db import connection
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.unmask import unmask
from yimen.casework.guards import SayWhy
from yimen.registry.models import Party

AT = make.on("2025-03-06")


def party(case: Case) -> int:
    act_as(SYSTEM)
    return Party.objects.filter(petition=case.petition).values_list("pk", flat=True)[0]


def shown(case: Case, by: Actor | None = None, **change: object) -> str:
    given = {"party": party(case), "what": "phone", "reason": " 需要电话联系本人 ", "at": AT}
    return unmask(case.petition, by=by or case.district["handler"], **(given | change))


def readings(case: Case) -> list[tuple]:
    act_as(case.district["supervisor"])
    with connection.cursor() as cursor:
        cursor.execute(
            "select staff_id, organ_id, role, what, reason from registry_reading"
            " where petition_id = %s order by id",
            [case.petition],
        )
        return cursor.fetchall()


def test_who_works_on_it_may_look(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: shown(case, by))
    assert tried == dict.fromkeys(
        ["receptionist", "screener", "supervisor", "handler", "second_handler"], "done"
    )


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("phone", "13800138000"),
        ("id", "11010519491231002X"),
        ("address", "一门区沙河街道河湾社区东门3栋201"),
    ],
)
def test_it_is_shown_and_the_look_is_written_down(district: District, what: str, text: str):
    case = make.a_petition(district, "handled")
    record, queued = after.lines(case), after.jobs()
    assert shown(case, what=what) == text
    handler = district["handler"]
    assert readings(case) == [
        (handler.id, handler.organ, "handler", f"unmask:{what}", "需要电话联系本人")
    ]
    assert (after.lines(case), after.jobs()) == (record, queued)


def test_nobody_looks_without_a_reason(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(SayWhy):
        shown(case, reason="  看看 ")


def test_there_is_nothing_else_to_unmask_and_nobody_elses_party(district: District):
    case, other = make.a_petition(district, "handled"), make.a_petition(district, "handled")
    for change in ({"what": "face"}, {"party": party(other)}, {"party": 0}):
        with after.nothing_changes(), pytest.raises(NotFound):
            shown(case, **change)
