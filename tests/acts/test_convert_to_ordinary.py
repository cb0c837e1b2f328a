"""Converting: the sixty days count from the simplified acceptance, whoever asks and whenever."""

from __future__ import annotations

import pytest
from tests import make, sent
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.casework.actions.convert_to_ordinary import convert_to_ordinary
from yimen.casework.guards import SayWhy
from yimen.casework.queries.sending import overtaken
from yimen.casework.simple import NotAnsweredSimply, NotSimple
from yimen.registry.models import Simple

AT = make.on("2025-03-10")


def simple(district: District) -> Case:
    case = make.a_petition(district, "dispatched")
    sent.a_simple(case)
    return case


def convert(case: Case, by: Actor, because: str = "asked", reason: str = "") -> None:
    convert_to_ordinary(case.demand, because=because, reason=reason, by=by, at=AT)


def test_the_petitioner_needs_no_reason(district: District):
    case = simple(district)
    convert(case, case.petitioner)
    assert make.demand_of(case).state == "accepted"
    assert after.running(case.demand) == {"handling": "2025-05-06"}
    assert after.letters_asked_for()[-1] == "ordinary_notice"
    assert after.differences(case) == []


def test_where_a_refusal_is_likely_the_organ_converts_and_says_why(district: District):
    case = simple(district)
    with after.nothing_changes(), pytest.raises(SayWhy):
        convert(case, district["handler"], "refusal")
    convert(case, district["handler"], "refusal", sent.WHY)
    assert Simple.objects.get(demand=case.demand).because == "refusal"


def test_after_the_short_reply_the_petitioner_can_still_have_the_ordinary_one(
    district: District,
):
    case = simple(district)
    sent.a_short_reply(case)
    with after.nothing_changes(), pytest.raises(NotAnsweredSimply):
        convert(case, district["handler"], "unsuitable", sent.WHY)
    convert(case, case.petitioner)
    assert make.demand_of(case).state == "accepted"
    assert after.running(case.demand) == {"handling": "2025-05-06"}
    assert after.differences(case) == []


def test_what_was_answered_in_the_ordinary_way_is_not_converted(district: District):
    case = make.a_petition(district, "served")
    with after.nothing_changes(), pytest.raises(NotAnsweredSimply):
        convert(case, case.petitioner)


def test_when_the_ten_days_pass_it_turns_by_itself(district: District):
    case = simple(district)
    assert overtaken(make.on("2025-03-17")) == ([], [])
    late = make.on("2025-03-18")
    assert overtaken(late) == ([], [case.demand])
    convert_to_ordinary(case.demand, because="time", by=SYSTEM, at=late)
    assert after.running(case.demand) == {"handling": "2025-05-06"}
    assert after.differences(case) == []


def test_it_does_not_go_to_and_fro(district: District):
    case = simple(district)
    convert(case, case.petitioner)
    with after.nothing_changes(), pytest.raises(NotSimple):
        sent.a_simple(case, make.on("2025-03-11"))
