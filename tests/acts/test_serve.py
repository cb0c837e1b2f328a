"""Serving: proved, never before issue, never ahead; from here the petitioner's windows run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.base.time import now
from yimen.casework.actions.serve import serve
from yimen.casework.guards import (
    NoSuchChoice,
    NotPrintedYet,
    NotReadByThem,
    ProofMissing,
    ServedBeforeIssued,
    WrongStage,
)
from yimen.registry.models import Service

AT = make.when("serve")


def served(case: Case, by: Actor | None = None, **change: object) -> None:
    given = {"method": "in_person", "recipient": " 周小满 ", "proof": " 本人签收 ", "at": AT}
    serve(case.opinion, by=by or case.district["handler"], **(given | change))


def test_handlers_serve_and_the_petitioner_reads(district: District):
    case = make.a_petition(district, "printed")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: served(case, by))
    assert tried == {
        "handler": "done",
        "second_handler": "done",
        "system": "done",
        "petitioner": "NotReadByThem",
    }


def test_sixty_days_end_and_thirty_begin_on_the_day_it_was_received(district: District):
    case = make.a_petition(district, "printed")
    served(case)
    clocks = after.clocks(case.demand)
    assert clocks["handling"] == ("2025-03-03", "2025-05-06", "2025-03-27")
    # Day 30 is Saturday the 26th; the Sunday after it is a working day before the holiday.
    assert after.running(case.demand) == {"review_request": "2025-04-27", "rating": "2025-04-27"}
    assert make.demand_of(case).state == "served"
    # Both windows are the petitioner's own time: no desk shows them as a duty.
    assert make.petition_of(case).due_on is None
    assert after.differences(case) == []


def test_what_proves_it_is_kept(district: District):
    case = make.a_petition(district, "printed")
    served(case, method="post", proof="EMS 1234567890")
    row = Service.objects.get(opinion=case.opinion)
    assert (row.method, row.recipient, row.proof, row.at, row.by_id) == (
        "post",
        "周小满",
        "EMS 1234567890",
        AT,
        district["handler"].id,
    )
    opinion = make.opinion_of(case)
    assert (opinion.stage, opinion.served_at) == ("served", AT)


def test_it_leaves_one_line_without_the_name_and_one_receipt_of_service(district: District):
    case = make.a_petition(district, "printed")
    queued = len(after.jobs())
    served(case)
    row = Service.objects.get(opinion=case.opinion)
    assert after.new_lines(case, 10) == [
        {
            "kind": "serve",
            "demands": [1],
            "role": "handler",
            "opinion": case.opinion,
            "service": row.pk,
            "method": "in_person",
            "clocks": {
                "1": {"rating": {"due": "2025-04-27"}, "review_request": {"due": "2025-04-27"}}
            },
        }
    ]
    (job,) = after.jobs()[queued:]
    assert (job["kind"], job["subject"]) == ("service_receipt", row.pk)


def test_a_supported_demand_must_now_be_carried_out(district: District):
    case = make.a_petition(district, "printed", result="supported")
    served(case)
    assert make.demand_of(case).state == "executing"
    assert after.running(case.demand)["execution"] == "2025-04-27"
    assert after.new_lines(case, 11) == [
        {
            "kind": "urge_execution",
            "demands": [1],
            "role": "handler",
            "opinion": case.opinion,
            "clocks": {"1": {"execution": {"due": "2025-04-27"}}},
        }
    ]
    assert make.petition_of(case).due_on == date(2025, 4, 27)
    assert after.differences(case) == []


def test_the_opinions_own_day_comes_before_ours(district: District):
    case = make.a_petition(district, "printed", result="supported", duty_by=date(2025, 6, 8))
    served(case)
    assert after.running(case.demand)["execution"] == "2025-06-08"
    assert after.new_lines(case, 11)[0]["report_by"] == "2025-06-08"
    assert after.differences(case) == []


def test_only_the_supported_one_of_two_is_carried_out(district: District):
    case = make.a_petition(district, "handled", asks=2)
    from dataclasses import replace

    from yimen.casework.actions.draft_opinion import draft_opinion

    draft = make.a_draft(case)
    one, two = draft.findings
    draft = replace(draft, findings=(replace(one, result="supported"), two), duty="修好")
    by = district["handler"]
    case.opinion = draft_opinion(case.petition, draft=draft, by=by, at=make.when("draft")).pk
    make.walk(case, "served", begin="drafted")
    assert [d.state for d in make.demands_of(case)] == ["executing", "served"]
    assert make.petition_of(case).state == "served"
    assert after.differences(case) == []


def test_reading_it_on_the_platform_serves_it_by_nobodys_hand(district: District):
    case = make.a_petition(district, "printed")
    served(case, case.petitioner, method="platform", recipient="", proof="")
    row = Service.objects.get(opinion=case.opinion)
    assert (row.method, row.by_id) == ("platform", None)
    assert after.new_lines(case, 10)[0]["role"] == "petitioner"
    with after.nothing_changes(), pytest.raises(WrongStage):
        served(case, case.petitioner, method="platform")


def test_no_officer_reads_in_the_petitioners_place(district: District):
    case = make.a_petition(district, "printed")
    with after.nothing_changes(), pytest.raises(NotReadByThem):
        served(case, method="platform")


@pytest.mark.parametrize("until", ["drafted", "checked", "signed"])
def test_nothing_is_read_before_it_is_out(district: District, until: str):
    case = make.a_petition(district, until)
    for by in (case.petitioner, district["handler"], SYSTEM):
        with after.nothing_changes(), pytest.raises(WrongStage):
            served(case, by, method="platform")


def test_it_cannot_be_served_before_it_is_printed(district: District):
    case = make.a_petition(district, "issued")
    for by, method in ((district["handler"], "post"), (case.petitioner, "platform")):
        with after.nothing_changes(), pytest.raises(NotPrintedYet):
            served(case, by, method=method)


@pytest.mark.parametrize("method", ["in_person", "post", "notice"])
def test_service_is_proved(district: District, method: str):
    case = make.a_petition(district, "printed")
    with after.nothing_changes(), pytest.raises(ProofMissing):
        served(case, method=method, proof="  ")


def test_there_are_four_ways_to_serve(district: District):
    case = make.a_petition(district, "printed")
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        served(case, method="rumour")


def test_nothing_is_served_before_it_was_issued_or_ahead_of_today(district: District):
    case = make.a_petition(district, "printed")
    for at in (make.on("2025-03-24"), now() + timedelta(hours=1)):
        with after.nothing_changes(), pytest.raises(ServedBeforeIssued) as refused:
            served(case, at=at)
        assert refused.value.facts["first"] == "2025-03-25"
    served(case, at=make.on("2025-03-25", "08:00"))


@pytest.mark.parametrize("until", ["returned", "served", "executed", "concluded"])
def test_it_is_served_once(district: District, until: str):
    case = make.a_petition(
        district, until, result="supported" if until == "executed" else "explained"
    )
    with after.nothing_changes(), pytest.raises(WrongStage):
        served(case)
