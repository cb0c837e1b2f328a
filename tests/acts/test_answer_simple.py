"""A short reply: whole in its parts, never a refusal, and every right stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import make, sent
from tests.acts import after
from tests.make import Case, District

from yimen.casework.actions.answer_simple import answer_simple
from yimen.casework.actions.serve import serve
from yimen.casework.simple import RefusalNeedsOrdinary, Reply, ShortReplyIncomplete
from yimen.registry.models import Finding, Opinion, Simple


def simple(district: District) -> Case:
    case = make.a_petition(district, "dispatched")
    sent.a_simple(case)
    return case


def reply(case: Case, with_: Reply) -> None:
    answer_simple(case.demand, reply=with_, by=case.district["handler"], at=make.when("contact"))


def test_it_is_answered_and_the_written_reply_waits_for_her(district: District):
    case = simple(district)
    sent.a_short_reply(case)
    assert make.demand_of(case).state == "opinion_issued"
    assert after.running(case.demand) == {"handling": "2025-05-06"}
    opinion = Opinion.objects.get(petition=case.petition)
    assert (opinion.stage, opinion.drafted_by_id) == ("issued", district["handler"].id)
    assert Finding.objects.get(opinion=opinion).result == "supported"
    assert Simple.objects.get(demand=case.demand).answer_by == "phone"
    assert after.letters_asked_for()[-1] == "simple_reply"
    assert after.differences(case) == []


def test_a_refusal_is_never_a_short_reply(district: District):
    case = simple(district)
    with after.nothing_changes(), pytest.raises(RefusalNeedsOrdinary):
        reply(case, replace(sent.REPLY, result="not_supported"))


def test_a_short_reply_is_whole(district: District):
    case = simple(district)
    for part in ("facts", "answer", "basis", "proof"):
        with after.nothing_changes(), pytest.raises(ShortReplyIncomplete):
            reply(case, replace(sent.REPLY, **{part: " "}))


def test_its_handler_answers_and_nobody_else(district: District):
    case = simple(district)
    with after.nothing_changes():
        tried = after.outcomes(
            case,
            lambda by: answer_simple(case.demand, reply=sent.REPLY, by=by, at=make.when("contact")),
        )
    assert {who for who, what in tried.items() if what == "done"} == {"handler", "system"}


def test_the_time_for_a_review_runs_from_the_day_on_which_she_reads_it(district: District):
    case = simple(district)
    sent.a_short_reply(case)
    opinion = Opinion.objects.get(petition=case.petition)
    make.issue("simple_reply", petition=case.petition, subject=opinion.pk, at=opinion.issued_at)
    serve(opinion.pk, method="platform", by=case.petitioner, at=make.on("2025-03-08"))
    assert after.running(case.demand)["review_request"] == "2025-04-07"
    assert "handling" not in after.running(case.demand)
    assert after.differences(case) == []
