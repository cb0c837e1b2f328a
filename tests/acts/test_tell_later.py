"""Told on the spot: whoever brings it in person is told at once, or told that it takes longer."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.accept import accept
from yimen.casework.actions.forward import forward
from yimen.casework.actions.mark_breach import mark_breach
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.actions.tell_later import tell_later
from yimen.casework.on_the_spot import NobodyWaits
from yimen.registry.models import Clock

AT = make.on("2025-02-24", "11:00")


def test_who_brings_it_to_the_organ_itself_waits_to_be_told_that_day(district: District) -> None:
    case = make.a_petition(district, "registered", in_person=True)
    assert after.running(case.demand) == {
        "on_the_spot_notice": "2025-02-24",
        "direct_notice": "2025-03-11",
    }
    assert make.demand_of(case).due_on == AT.date()
    (line,) = after.new_lines(case, 1)
    assert line["is_here"] is True
    assert after.differences(case) == []


@pytest.mark.parametrize(
    "filing",
    [{"channel": "letter", "receiver": "housing"}, {"channel": "visit", "receiver": "bureau"}],
    ids=["a letter", "a visit to the bureau"],
)
def test_a_letter_or_a_visit_to_the_bureau_waits_for_nothing(
    district: District, filing: dict[str, str]
) -> None:
    given = filing | {"receiver": district.organs[filing["receiver"]].pk}
    case = make.a_petition(district, "registered", filing=make.a_filing(district, **given))
    assert "on_the_spot_notice" not in after.running(case.demand)


def test_entered_on_another_day_nobody_stands_there_any_more(district: District) -> None:
    case = make.a_petition(district, in_person=True)
    register(case.petition, by=district["receptionist"], at=make.on("2025-02-25"))
    assert after.running(case.demand) == {"direct_notice": "2025-03-11"}
    assert after.differences(case) == []


def test_who_receives_her_says_that_it_takes_longer_and_nobody_else(district: District) -> None:
    case = make.a_petition(district, "registered", in_person=True)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: tell_later(case.demand, by=by, at=AT))
    done = {who for who, outcome in tried.items() if outcome == "done"}
    assert done == {"handler", "second_handler", "head", "system"}


def test_said_that_it_takes_longer_only_the_written_notice_is_owed(district: District) -> None:
    case = make.a_petition(district, "registered", in_person=True)
    tell_later(case.demand, by=district["handler"], at=AT)
    assert after.running(case.demand) == {"direct_notice": "2025-03-11"}
    act_as(SYSTEM)
    clock = Clock.objects.get(demand=case.demand, limit="on_the_spot_notice")
    assert mark_breach(case.demand, clock=clock.pk, by=SYSTEM, at=make.on("2025-02-25")) is None
    assert after.differences(case) == []
    with pytest.raises(NobodyWaits):
        tell_later(case.demand, by=district["handler"], at=AT)


def test_a_day_that_ends_without_a_word_is_the_breach_of_article_44(district: District) -> None:
    case = make.a_petition(district, "registered", in_person=True)
    act_as(SYSTEM)
    clock = Clock.objects.get(demand=case.demand, limit="on_the_spot_notice")
    found = mark_breach(case.demand, clock=clock.pk, by=SYSTEM, at=make.on("2025-02-25"))
    assert found is not None
    assert (found.ground, found.code, found.organ_id) == ("law", "B44-3", district.housing.pk)
    assert after.letters_asked_for()[-2:] == ["overdue_notice", "overdue_slip"]
    assert after.differences(case) == []


def test_accepted_or_sent_on_she_is_told(district: District) -> None:
    by = make.an_officer(district, "screener", district.housing)
    case = make.a_petition(district, "registered", in_person=True)
    screen(case.demand, kind="claim", category=make.CATEGORY, route=6, by=by, at=AT)
    accept(case.demand, by=district["handler"], at=AT)
    assert set(after.running(case.demand)) == {"handling"}
    other = make.a_petition(district, "registered", in_person=True)
    screen(other.demand, kind="claim", category=make.CATEGORY, route=6, by=by, at=AT)
    forward(other.demand, to=district.urban.pk, by=by, at=AT)
    assert "on_the_spot_notice" not in after.running(other.demand)
    assert after.differences(other) == []


def test_a_file_of_before_has_no_such_clock_and_verifies(district: District) -> None:
    """What was registered before the limit had a clock says nothing of who stood there."""
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, "registered", filing=filing)
    assert all("is_here" not in line for line in after.new_lines(case, 1))
    assert after.differences(case) == []
