"""Serving a notice of non-acceptance: proved like an answer, and the window runs from that day."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import SIGNED, Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework import proving
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.decline_review import decline_review
from yimen.casework.actions.serve_notice import serve_notice
from yimen.casework.guards import NotPrintedYet, ServedBeforeIssued, WindowOpen, WrongStage
from yimen.casework.proving import Proved
from yimen.casework.queries.lapsed import lapsed
from yimen.casework.queries.served import to_bring
from yimen.documents.actions import issue
from yimen.documents.stored import paper_from_json
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Service

AT = make.on("2025-03-04")


def served(case: Case, by: Actor | None = None, **change: object) -> None:
    given = {"method": "in_person", "recipient": "周小满", "proved": SIGNED, "at": AT}
    serve_notice(case.demand, by=by or case.district["handler"], **(given | change))


def test_the_organ_brings_it_and_the_petitioner_reads_it(district: District):
    case = make.a_petition(district, "notice_printed")

    def do(by: Actor) -> object:
        method = "platform" if by.role == "petitioner" else "in_person"
        return served(case, by, method=method)

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {
        "handler",
        "second_handler",
        "head",
        "petitioner",
    }


def test_until_then_it_stands_on_the_list_of_what_is_to_be_brought(district: District):
    case = make.a_petition(district, "notice_printed")

    def waiting(who: str) -> list[str]:
        return [one.number for one in to_bring(district[who]) if not one.people]

    number = make.demand_of(case).petition.number
    assert {who: waiting(who) for who in ("handler", "head", "screener", "foreign_head")} == {
        "handler": [number],
        "head": [number],
        "screener": [],
        "foreign_head": [],
    }
    served(case)
    assert waiting("handler") == []


def test_from_the_day_it_is_proved_she_may_ask_for_a_review(district: District):
    case = make.a_petition(district, "notice_printed")
    assert after.running(case.demand) == {}
    served(case)
    assert make.demand_of(case).state == "not_accepted"
    assert after.running(case.demand) == {"review_request": "2025-04-03"}
    row = Service.objects.get(decline__demand=case.demand)
    (line,) = after.new_lines(case, 5)
    assert (line["kind"], line["decline"], line["service"]) == (
        "serve_notice",
        row.decline_id,
        row.pk,
    )
    assert (after.jobs()[-1]["kind"], after.jobs()[-1]["subject"]) == ("service_receipt", row.pk)
    assert after.differences(case) == []
    act_as(SYSTEM)
    printed = issue("service_receipt", petition=case.petition, subject=row.pk, at=AT)
    said = " ".join(paper_from_json(printed.content).texts())
    assert "信访事项不予受理告知书" in said
    assert printed.organ_id == district.housing.pk


def test_it_is_proved_and_served_once(district: District):
    case = make.a_petition(district, "notice_printed")
    for method, refusal in (
        ("in_person", proving.SignatureMissing),
        ("post", proving.ParcelMissing),
    ):
        with after.nothing_changes(), pytest.raises(refusal):
            served(case, method=method, proved=Proved())
    with after.nothing_changes(), pytest.raises(ServedBeforeIssued):
        served(case, at=make.on("2025-02-27"))
    served(case)
    with after.nothing_changes(), pytest.raises(WrongStage):
        served(case)


def test_what_is_not_printed_reaches_nobody(district: District):
    case = make.a_petition(district, "declined")
    with after.nothing_changes(), pytest.raises(NotPrintedYet):
        served(case)


def test_a_request_that_is_not_accepted_gives_the_rest_of_the_window_back(district: District):
    case = make.a_petition(district, "notice_printed")
    served(case)
    asked, told = make.on("2025-03-10"), make.on("2025-03-12")
    ask_review(case.petition, demands=case.demands, plea=make.PLEA, by=case.petitioner, at=asked)
    assert "review_request" not in after.running(case.demand)
    decline_review(
        case.demand,
        ground="other_way",
        reason="应当先申请仲裁",
        where_to_go="一门区劳动人事争议仲裁院",
        by=district["review_head"],
        at=told,
    )
    assert make.demand_of(case).state == "not_accepted"
    assert after.running(case.demand) == {"review_request": "2025-04-03"}
    assert after.differences(case) == []


def test_her_time_over_the_window_ends_and_it_stays_not_accepted(district: District):
    case = make.a_petition(district, "notice_printed")
    with after.nothing_changes(), pytest.raises(NotAllowedNow):  # not told of it, she has time
        conclude(case.demand, by=SYSTEM, at=make.on("2025-06-01"))
    served(case)
    with after.nothing_changes(), pytest.raises(WindowOpen):
        conclude(case.demand, by=SYSTEM, at=make.on("2025-04-03"))
    night = make.on("2025-04-04", "00:10")
    assert lapsed(night) == [case.demand]
    conclude(case.demand, by=SYSTEM, at=night)
    assert make.demand_of(case).state == "not_accepted"
    assert after.running(case.demand) == {}
    assert lapsed(night) == []
    assert after.differences(case) == []
    # Late, it is registered and answered all the same.
    late = make.on("2025-04-20")
    ask_review(case.petition, demands=case.demands, plea=make.PLEA, by=case.petitioner, at=late)
    assert make.demand_of(case).state == "review"
    assert after.differences(case) == []
