"""Serving: proved, never before issue, never ahead; from here the petitioner's windows run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import make
from tests.acts import after
from tests.make import SIGNED, Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.base.errors import Refused
from yimen.base.time import now
from yimen.casework import proving
from yimen.casework.actions.miss_service import miss_service
from yimen.casework.actions.serve import serve
from yimen.casework.filing import Paper
from yimen.casework.guards import (
    NoSuchChoice,
    NotPrintedYet,
    NotReadByThem,
    ServedBeforeIssued,
    WrongStage,
)
from yimen.casework.proving import Proved
from yimen.registry.models import Service

AT = make.when("serve")
POSTED = date(2025, 3, 28)
SLIP = Paper(name="现场照片.txt", data="公告栏照片".encode())


def served(case: Case, by: Actor | None = None, **change: object) -> None:
    given = {"method": "in_person", "recipient": " 周小满 ", "proved": SIGNED, "at": AT}
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
    served(case, method="post", proved=Proved(parcel=" EMS 1234567890 "))
    row = Service.objects.get(opinion=case.opinion)
    assert (row.method, row.recipient, row.parcel, row.at, row.by_id) == (
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
    served(case, case.petitioner, method="platform", recipient="", proved=None)
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
    for by, method in ((district["handler"], "in_person"), (case.petitioner, "platform")):
        with after.nothing_changes(), pytest.raises(NotPrintedYet):
            served(case, by, method=method)


UNPROVED = [
    ("in_person", Proved(), proving.SignatureMissing),
    ("in_person", Proved(refusal="不愿签字"), proving.WitnessMissing),
    ("in_person", Proved(witnesses="王社工"), proving.SignatureMissing),
    ("post", Proved(), proving.ParcelMissing),
    ("post", Proved(paper=SLIP, parcel="  "), proving.ParcelMissing),
    ("notice", Proved(place="公告栏", paper=SLIP, posted_on=POSTED), proving.NoticeIsTheLastWay),
]


@pytest.mark.parametrize(("method", "proved", "refusal"), UNPROVED)
def test_each_way_asks_for_its_own_proof(
    district: District, method: str, proved: Proved, refusal: type[Refused]
):
    case = make.a_petition(district, "printed")
    with after.nothing_changes(), pytest.raises(refusal):
        served(case, method=method, proved=proved)


def test_a_signed_receipt_lies_in_the_file_and_is_not_the_petitioners(district: District):
    case = make.a_petition(district, "printed")
    served(case)
    row = Service.objects.get(opinion=case.opinion)
    assert row.paper is not None
    assert (row.paper.petition_id, row.paper.is_from_petitioner) == (case.petition, False)


def test_whoever_refuses_to_sign_before_a_witness_is_served(district: District):
    case = make.a_petition(district, "printed")
    served(case, proved=Proved(refusal="不同意处理意见", witnesses="河湾社区 王社工"))
    row = Service.objects.get(opinion=case.opinion)
    assert (row.refusal, row.witnesses, row.paper) == ("不同意处理意见", "河湾社区 王社工", None)
    assert after.running(case.demand)["review_request"] == "2025-04-27"


def missed(case: Case, by: Actor | None = None, **change: object) -> None:
    given = {"method": "post", "outcome": "returned", "parcel": " EMS 1 ", "at": AT}
    miss_service(case.opinion, by=by or case.district["handler"], **(given | change))


def test_a_notice_counts_after_thirty_days_and_only_after_another_way_failed(district: District):
    case = make.a_petition(district, "printed")
    missed(case, method="in_person", outcome="moved", parcel="", at=make.on("2025-03-28"))
    board = Proved(place="河湾社区公告栏", paper=SLIP, posted_on=POSTED)
    for lacks in ({"place": " "}, {"paper": None}, {"posted_on": None}):
        with after.nothing_changes(), pytest.raises(proving.NoticeIncomplete):
            served(case, method="notice", proved=replace(board, **lacks), at=make.on("2025-04-28"))
    early = replace(board, posted_on=date(2025, 3, 27))
    with after.nothing_changes(), pytest.raises(proving.NoticeTooEarly) as refused:
        served(case, method="notice", proved=early, at=make.on("2025-04-28"))
    assert refused.value.facts == {"first": POSTED}
    with after.nothing_changes(), pytest.raises(proving.NoticeTooShort) as short:
        served(case, method="notice", proved=board, at=make.on("2025-04-26"))
    assert short.value.facts == {"days": 30, "first": date(2025, 4, 27)}
    served(case, method="notice", proved=board, at=make.on("2025-04-27"))
    assert make.demand_of(case).state == "served"
    # The window opens on the day that is proved, not on the day of posting.
    assert after.clocks(case.demand)["review_request"][0] == "2025-04-27"
    assert after.differences(case) == []


def test_there_are_four_ways_to_serve(district: District):
    case = make.a_petition(district, "printed")
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        served(case, method="rumour")


def test_nothing_is_served_before_it_was_issued_or_ahead_of_today(district: District):
    case = make.a_petition(district, "printed")
    for at in (make.on("2025-03-24"), now() + timedelta(hours=1)):
        with after.nothing_changes(), pytest.raises(ServedBeforeIssued) as refused:
            served(case, at=at)
        assert refused.value.facts["first"] == date(2025, 3, 25)
    served(case, at=make.on("2025-03-25", "08:00"))


@pytest.mark.parametrize("until", ["returned", "served", "executed", "concluded"])
def test_it_is_served_once(district: District, until: str):
    case = make.a_petition(
        district, until, result="supported" if until == "executed" else "explained"
    )
    with after.nothing_changes(), pytest.raises(WrongStage):
        served(case)
