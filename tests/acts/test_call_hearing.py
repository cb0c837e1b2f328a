"""Calling a hearing: in good time, led and heard by people who had no hand in the matter."""

from __future__ import annotations

from datetime import date

import pytest
from tests import ground, make
from tests.acts import after, hearings
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.call_hearing import call_hearing
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.guards import NotYourMatter
from yimen.casework.hearing import (
    HasAHand,
    HearingEndsBefore,
    HearingUnderWay,
    HearsIt,
    NoHearingGranted,
    NotOfThisOrgan,
    SayWhyClosed,
    TooFewMembers,
    TooShortNotice,
)


def called(case: make.Case, by: Actor | None = None, **other: object) -> None:
    plan = hearings.a_plan(case, **other)
    call_hearing(case.demand, plan=plan, by=by or case.district["handler"], at=hearings.CALLED)


def test_the_handler_calls_it(district: District):
    case = make.a_petition(district, "handled")
    hearings.grant(case)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: called(case, by))
    assert {who for who, what in tried.items() if what == "done"} == {"handler", "system"}


def test_seven_days_lie_between_the_notice_and_the_hearing(district: District):
    case = make.a_petition(district, "handled")
    hearings.grant(case)
    with after.nothing_changes(), pytest.raises(TooShortNotice) as refused:
        called(case, opens_at=make.on("2025-03-17", "14:30"))
    assert refused.value.facts["earliest"] == date(2025, 3, 18)
    called(case, opens_at=make.on("2025-03-18", "09:00"))
    assert hearings.hearing_of(case).called_at == hearings.CALLED


@pytest.mark.parametrize("part", ["handler"])
def test_whoever_had_a_hand_in_it_neither_leads_nor_hears(district: District, part: str):
    case = make.a_petition(district, "handled")
    hearings.grant(case)
    with after.nothing_changes(), pytest.raises(HasAHand):
        called(case, chair=district[part].id)
    with after.nothing_changes(), pytest.raises(HasAHand):
        called(case, staff=(district[part].id,))


def test_the_chair_is_of_the_organ(district: District):
    case = make.a_petition(district, "handled")
    hearings.grant(case)
    for part in ("other_head", "screener"):
        with after.nothing_changes(), pytest.raises(NotOfThisOrgan):
            called(case, chair=district[part].id)


def test_the_plan_must_hold(district: District):
    case = make.a_petition(district, "handled")
    hearings.grant(case)
    with after.nothing_changes(), pytest.raises(TooFewMembers):
        called(case, guests=(("李某", "律师"),))
    with after.nothing_changes(), pytest.raises(SayWhyClosed):
        called(case, is_public=False, closed_because=" ")
    with after.nothing_changes(), pytest.raises(HearingEndsBefore):
        called(case, ends_on=date(2025, 3, 17))


def test_the_notice_says_when_where_who_and_which_rights(district: District):
    case = make.a_petition(district, "handled")
    hearings.call(case, staff=(district["checker"].id,))
    ground.do_jobs()
    letter = make.letter_of(case, "hearing_notice")
    assert letter.is_for_petitioner
    for word in (
        *("2025年3月18日14时30分", "2025年3月19日", "听证室", "李某（律师）", "公开举行"),
        *("申请回避", "最后陈述", "笔录", "代理人", "2025年5月6日"),
    ):
        assert word in str(letter.content)
    assert after.differences(case) == []


def test_called_anew_it_has_other_people_and_the_notice_another_version(district: District):
    case = make.a_petition(district, "handled")
    hearings.call(case)
    plan = hearings.a_plan(case, guests=(("甲", "专家"), ("乙", "代表"), ("丙", "律师")))
    at = make.on("2025-03-11", "11:00")
    call_hearing(case.demand, plan=plan, by=district["handler"], at=at)
    found = hearings.hearing_of(case).members.filter(is_seated=True)
    assert [one.name for one in found] == ["甲", "乙", "丙"]
    ground.do_jobs()
    assert make.letter_of(case, "hearing_notice").version == 2


def test_there_must_be_one_that_was_granted_and_is_not_open(district: District):
    case = make.a_petition(district, "handled")
    hearings.ask(case)
    with after.nothing_changes(), pytest.raises(NoHearingGranted):
        called(case)
    other = make.a_petition(district, "handled")
    hearings.opened(other)
    with after.nothing_changes(), pytest.raises(HearingUnderWay):
        called(other)


def test_whoever_leads_it_cannot_be_made_the_handler(district: District):
    case = make.a_petition(district, "handled")
    hearings.call(case, chair=district["second_handler"].id)
    with after.nothing_changes(), pytest.raises(HearsIt):
        hand_over(
            case.demand,
            to=district["second_handler"].id,
            by=district["handler"],
            at=hearings.CALLED,
        )
    with after.nothing_changes(), pytest.raises(NotYourMatter):
        called(case, by=district["second_handler"])
