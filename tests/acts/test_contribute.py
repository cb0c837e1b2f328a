"""Contributing: the assisting organ gives its part, and the one answer names it."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.acts.test_ask_assistance import ask
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.contribute import contribute
from yimen.casework.helping import SayYourPart
from yimen.casework.queries.sending import asked_of
from yimen.documents.composing import handling_opinion
from yimen.registry.models import Assistance

AT = make.on("2025-03-10")
PART = "电缆由我局管养，三日内抢修。"


def asked(district: District) -> Case:
    case = make.a_petition(district, "handled")
    ask(case)
    return case


def give(case: Case, by: Actor | None = None, answer: str = PART) -> None:
    contribute(case.demand, answer=answer, by=by or case.district["other_handler"], at=AT)


def test_only_the_organ_that_was_asked_contributes(district: District):
    case = asked(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: give(case, by))
    assert {who for who, what in tried.items() if what == "done"} == {
        "other_handler",
        "other_head",
    }


def test_it_leaves_the_desk_and_changes_nobody_s_turn(district: District):
    case = asked(district)
    give(case)
    assert asked_of(district["other_handler"]) == []
    assert make.demand_of(case).owner_id == district.housing.pk
    assert Assistance.objects.get(demand=case.demand).answer == PART
    assert after.differences(case) == []
    with after.nothing_changes(), pytest.raises(NotFound):
        give(case)


def test_nothing_is_no_contribution(district: District):
    case = asked(district)
    with after.nothing_changes(), pytest.raises(SayYourPart):
        give(case, answer=" 好 ")


def test_the_one_opinion_names_the_organ_that_contributed(district: District):
    case = asked(district)
    give(case)
    make.walk(case, "issued", begin="handled")
    written = handling_opinion(make.petition_of(case), case.opinion, AT.date())
    assert district.urban.name in written.inquiry
