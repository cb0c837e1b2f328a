"""Saying that the agreement was kept: it is concluded, and her other rights stay."""

from __future__ import annotations

import pytest
from tests import make, settled
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.keep_settlement import keep_settlement
from yimen.casework.actions.rate import rate
from yimen.casework.carrying_out import WordsMissing
from yimen.casework.filing import Wish
from yimen.casework.settling import NotYoursToTell, SettledBefore

AT = make.on("2025-03-20")
SAID = Wish(channel="phone", words="钱已经到账")


def keeping(case: Case, by: Actor | None = None, wish: Wish | None = SAID) -> None:
    number = settled.row_of(case).pk
    keep_settlement(case.petition, settlement=number, wish=wish, by=by or case.petitioner, at=AT)


def test_the_petitioner_and_a_counter_that_heard_her(district: District):
    case = make.a_petition(district, "settled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: keeping(case, by))
    assert tried == dict.fromkeys(("petitioner", "receptionist", "screener"), "done")


def test_it_is_concluded_and_nothing_runs_on(district: District):
    case = make.a_petition(district, "settled")
    since = len(after.lines(case))
    keeping(case)
    assert make.demand_of(case).state == "concluded"
    assert after.running(case.demand) == {}
    assert [line["kind"] for line in after.new_lines(case, since)] == ["keep_settlement"]
    assert settled.row_of(case).outcome == "kept"
    assert after.differences(case) == []


def test_she_may_still_rate_the_work(district: District):
    case = make.a_petition(district, "settled")
    keeping(case)
    organ = district.housing.pk
    rate(
        case.petition, organ=organ, level="satisfied", by=case.petitioner, at=make.on("2025-04-09")
    )
    assert after.differences(case) == []


def test_kept_it_settles_nothing_a_second_time(district: District):
    case = make.a_petition(district, "settled")
    keeping(case)
    with after.nothing_changes(), pytest.raises(NotFound):
        keeping(case)
    with after.nothing_changes(), pytest.raises(SettledBefore):
        settled.settle_it(case, AT)


def test_a_counter_writes_down_what_she_said(district: District):
    case = make.a_petition(district, "settled")
    with after.nothing_changes(), pytest.raises(WordsMissing):
        keeping(case, district["receptionist"], Wish(channel="phone", words=" "))


def test_the_organ_that_handled_it_says_it_of_nobody(district: District):
    case = make.a_petition(district, "settled")
    counter = make.an_officer(district, "receptionist", district.housing)
    with after.nothing_changes(), pytest.raises(NotYoursToTell):
        keeping(case, counter)
