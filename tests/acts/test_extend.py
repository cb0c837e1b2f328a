"""Approving more time: by somebody else than who asks; it counts once the petitioner is told."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.extend import extend
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.guards import NoExtensionAsked, SamePerson, TooLateToExtend
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Extension

AT = make.when("extend")


def extended(case: Case, by: Actor | None = None, day: str = "") -> None:
    extend(case.demand, by=by or case.district["head"], at=make.on(day) if day else AT)


def test_only_the_head_of_the_organ_may_approve(district: District):
    case = make.a_petition(district, "extension_asked")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: extended(case, by))
    assert tried == {"head": "done"}


def test_the_old_date_stands_until_the_petitioner_is_told(district: District):
    case = make.a_petition(district, "extension_asked")
    extended(case)
    assert make.demand_of(case).state == "extended"
    assert after.running(case.demand) == {"handling": "2025-05-06"}
    row = Extension.objects.get(demand=case.demand)
    assert (row.decision, row.decided_by_id, row.decided_at, row.told_at) == (
        "approved",
        district["head"].id,
        AT,
        None,
    )


def test_it_leaves_one_line_and_queues_the_telling(district: District):
    case = make.a_petition(district, "extension_asked")
    queued = len(after.jobs())
    extended(case)
    row = Extension.objects.get(demand=case.demand)
    assert after.new_lines(case, 7) == [
        {"kind": "extend", "demands": [1], "role": "head", "days": 30, "extension": row.pk}
    ]
    assert after.jobs()[queued:] == [
        {
            "task": "casework.tell_extension",
            "lock": f"petition-{case.petition}",
            "demand": case.demand,
        }
    ]
    assert after.differences(case) == []


def both(district: District, part: str) -> Actor:
    """Let a handler of the organ be its head as well."""
    post = make.Post.objects.create(
        staff_id=district[part].id,
        role="head",
        organ=district.housing,
        region=district.region,
        starts_on=make.SINCE,
    )
    return make.actor_of(post)


def test_nobody_approves_what_they_ask_for(district: District):
    case = make.a_petition(district, "extension_asked")
    with after.nothing_changes(), pytest.raises(SamePerson):
        extended(case, both(district, "handler"))


def test_handing_it_over_does_not_help(district: District):
    case = make.a_petition(district, "extension_asked")
    second = district["second_handler"]
    hand_over(case.demand, to=second.id, by=district["handler"], at=AT)
    for part in ("handler", "second_handler"):
        with after.nothing_changes(), pytest.raises(SamePerson):
            extended(case, both(district, part))
    extended(case)


def test_nothing_is_approved_that_nobody_asked_for(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(NoExtensionAsked):
        extended(case)


def test_it_is_approved_by_the_last_day(district: District):
    case = make.a_petition(district, "extension_asked")
    with after.nothing_changes(), pytest.raises(TooLateToExtend):
        extended(case, day="2025-05-07")
    extended(case, day="2025-05-06")


@pytest.mark.parametrize("until", ["extension_approved", "extended"])
def test_it_is_approved_once(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        extended(case)


def test_a_draft_that_went_out_meanwhile_needs_no_more_time(district: District):
    case = make.a_petition(district, "extension_asked")
    make.DEEDS["draft"](case, make.Way())
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        extended(case)
