"""Answering an offer of help: to take it and to leave it are both right."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.acts.test_offer_aftercare import offered
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.actions.answer_aftercare import answer_aftercare
from yimen.casework.guards import NoSuchChoice
from yimen.registry.models import Aftercare

AT = make.on("2025-05-09")


def answered(case: Case, by: Actor | None = None, answer: str = "left", via: str = "phone") -> None:
    by = by or case.petitioner
    answer_aftercare(case.petition, answer=answer, channel=via, by=by, at=AT)


def an_offer(district: District) -> Case:
    case = make.a_petition(district, "concluded")
    offered(case)
    return case


def test_the_person_and_a_counter_that_heard_them(district: District):
    case = an_offer(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: answered(case, by))
    assert tried == dict.fromkeys(("petitioner", "receptionist", "screener"), "done")


@pytest.mark.parametrize("answer", ["taken", "left"])
def test_the_answer_is_kept_and_nothing_else_changes(district: District, answer: str):
    case = an_offer(district)
    before = make.petition_of(case)
    answered(case, answer=answer)
    row = Aftercare.objects.get(petition=case.petition)
    assert (row.answer, row.channel, row.answered_at) == (answer, "online", AT)
    now = make.petition_of(case)
    assert (now.state, now.closed_at, now.organs) == (
        before.state,
        before.closed_at,
        before.organs,
    )
    assert after.lines(case)[-1].facts["care"] == answer
    assert after.differences(case) == []


def test_there_is_no_third_answer_and_none_without_an_offer(district: District):
    case = an_offer(district)
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        answered(case, answer="waiting")
    answered(case)
    with after.nothing_changes(), pytest.raises(NotFound):
        answered(case)
