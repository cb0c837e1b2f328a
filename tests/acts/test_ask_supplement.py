"""Asking for further papers: a list and a reason, and no clock that waits."""

from __future__ import annotations

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District
from tests.sent import WHY

from yimen.access.actor import Actor
from yimen.casework.actions.ask_supplement import SayWhatIsMissing, ask_supplement
from yimen.registry.models import Supplement

AT = make.on("2025-03-07")


def ask(case: Case, by: Actor | None = None, wanted: str = "购房合同\n物业缴费记录") -> None:
    by = by or case.district["handler"]
    ask_supplement(case.demand, wanted=wanted, reason=WHY, support="可以代为复印", by=by, at=AT)


def test_no_clock_stops_for_it(district: District):
    case = make.a_petition(district, "handled")
    before = after.clocks(case.demand)
    ask(case)
    assert after.clocks(case.demand) == before
    assert make.demand_of(case).state == "handling"
    assert Supplement.objects.get(demand=case.demand).wanted == "购房合同\n物业缴费记录"
    assert after.letters_asked_for()[-1] == "supplement_notice"
    assert after.differences(case) == []


def test_whoever_has_it_asks(district: District):
    case = make.a_petition(district, "registered")
    with after.nothing_changes():
        assert after.outcomes(case, lambda by: ask(case, by)) == {"screener": "done"}


@pytest.mark.usefixtures("db")
def test_the_letter_names_a_day_that_still_lies_ahead():
    district = make.a_district(profile="futian")  # its promise of three days has passed
    case = make.a_petition(district, "registered")
    ask(case, district["screener"])
    ground.do_jobs()
    said = str(make.letter_of(case, "supplement_notice").content)
    assert "2025年3月11日" in said
    assert "2025年2月27日" not in said


def test_a_list_of_nothing_asks_for_nothing(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes(), pytest.raises(SayWhatIsMissing):
        ask(case, wanted=" \n ")
