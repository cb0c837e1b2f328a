"""Asking another organ to assist: it reads the file, and the lead still answers for the whole."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make, sent
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.ask_assistance import ask_assistance
from yimen.casework.helping import AskedAlready, LeadsItself
from yimen.casework.queries.sending import asked_of

AT = make.on("2025-03-06")


def ask(case: Case, by: Actor | None = None, organ: str = "urban_management") -> None:
    ask_assistance(
        case.demand,
        organ=case.district.organs[organ].pk,
        question="路灯电缆由谁管养？",
        answer_by=date(2025, 3, 20),
        by=by or case.district["handler"],
        at=AT,
    )


def test_it_stands_on_the_desk_of_the_organ_that_is_asked(district: District):
    case = make.a_petition(district, "handled")
    ask(case)
    demand = make.demand_of(case)
    assert (demand.owner_id, demand.handler_id) == (district.housing.pk, district["handler"].id)
    assert district.urban.pk in make.petition_of(case).organs
    (asked,) = asked_of(district["other_handler"])
    assert (asked.petition, asked.answer_by) == (case.petition, date(2025, 3, 20))
    assert after.letters_asked_for()[-1] == "assistance_letter"
    assert after.differences(case) == []


def test_its_handler_asks_and_nobody_else(district: District):
    case = make.a_petition(district, "handled")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: ask(case, by))
    assert {who for who, what in tried.items() if what == "done"} == {"handler", "system"}


def test_the_same_is_not_asked_twice_nor_of_oneself(district: District):
    case = make.a_petition(district, "handled")
    ask(case)
    with after.nothing_changes(), pytest.raises(AskedAlready):
        ask(case)
    with after.nothing_changes(), pytest.raises(LeadsItself):
        ask(case, organ="housing")


def test_sent_words_are_kept(district: District):
    case = make.a_petition(district, "handled")
    ask(case)
    assert sent.WHY not in str(after.lines(case)[-1].facts)
