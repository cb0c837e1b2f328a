"""Offering aftercare: once it is closed, by whom and what, and nothing depends on the answer."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.offer_aftercare import offer_aftercare
from yimen.casework.caring import OfferedAlready, StillOpen
from yimen.casework.guards import SayWhy
from yimen.registry.models import Aftercare

AT = make.on("2025-05-08")
WORDS = "社区可以协助申请临时救助，也可以每周上门看望"


def offered(
    case: Case, by: Actor | None = None, words: str = WORDS, organ: int | None = None
) -> None:
    organ = case.district.urban.pk if organ is None else organ
    by = by or case.district["screener"]
    offer_aftercare(case.petition, organ=organ, words=words, by=by, at=AT)


def test_whoever_sorted_or_handled_it_may_offer(district: District):
    case = make.a_petition(district, "concluded")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: offered(case, by))
    assert tried == dict.fromkeys(("screener", "handler", "second_handler", "head"), "done")


def test_it_is_a_letter_and_a_line_and_nothing_else(district: District):
    case = make.a_petition(district, "concluded")
    since = len(after.lines(case))
    offered(case)
    row = Aftercare.objects.get(petition=case.petition)
    assert (row.answer, row.organ_id) == ("waiting", district.urban.pk)
    assert after.new_lines(case, since) == [
        {
            "kind": "offer_aftercare",
            "demands": [],
            "role": "screener",
            "care_organ": district.urban.pk,
            "aftercare": row.pk,
        }
    ]
    assert make.petition_of(case).state == "concluded"
    assert district.urban.pk not in make.petition_of(case).organs
    assert after.differences(case) == []
    ground.do_jobs()
    said = str(make.letter_of(case, "aftercare_offer").content)
    for word in (WORDS, "由您自己决定", "不再信访", district.urban.name):
        assert word in said


@pytest.mark.parametrize("until", ["registered", "handled", "served"])
def test_what_is_open_is_handled_not_cared_for(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(StillOpen):
        offered(case)


def test_nobody_is_pressed_with_one_offer_after_the_other(district: District):
    case = make.a_petition(district, "concluded")
    offered(case)
    with after.nothing_changes(), pytest.raises(OfferedAlready):
        offered(case)


def test_it_says_what_help_and_who(district: District):
    case = make.a_petition(district, "concluded")
    with after.nothing_changes():
        with pytest.raises(SayWhy):
            offered(case, words=" 帮 ")
        with pytest.raises(NotFound):
            offered(case, organ=987_654)
