"""Serving the answer on each of several people: proved for each, and each with their own time."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from tests import folk, make
from tests.acts import after
from tests.acts.test_numbers import at_once
from tests.make import SIGNED, Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound, Refused
from yimen.casework import proving
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.miss_reply import miss_reply
from yimen.casework.actions.serve import serve
from yimen.casework.actions.serve_reply import OneByOne, serve_reply
from yimen.casework.guards import (
    AnotherOrgansTurn,
    NotPrintedYet,
    NotReadByThem,
    ServedBeforeIssued,
    WindowOpen,
    WrongStage,
)
from yimen.casework.proving import Proved
from yimen.casework.queries.lapsed import lapsed
from yimen.casework.replies import ReplyUnproved, window
from yimen.documents.actions import issue
from yimen.documents.stored import paper_from_json
from yimen.registry.models import Attachment, Reply, Review, Service

AT = make.on("2025-04-02")
PARCEL = Proved(parcel="EMS 1034")


@pytest.fixture
def standing(transactional_db: None) -> District:  # noqa: ARG001  # rows that other threads can see
    """A district that every connection sees."""
    with transaction.atomic():
        act_as(SYSTEM)
        return make.a_district()


def served(case: Case, *which: int, by: Actor | None = None, **change: object) -> None:
    every = folk.replies(case)
    given = {
        "replies": [every[n] for n in which or range(len(every))],
        "method": "in_person",
        "proved": SIGNED,
        "at": AT,
    }
    serve_reply(case.petition, by=by or case.district["handler"], **(given | change))


def rows(case: Case) -> list[Reply]:
    act_as(SYSTEM)
    return list(Reply.objects.filter(petition=case.petition))


def asked_late(case: Case, day: str) -> bool:
    ask_review(
        case.petition, demands=case.demands, plea=make.PLEA, by=case.petitioner, at=make.on(day)
    )
    act_as(SYSTEM)
    assert after.differences(case) == []
    return Review.objects.get(petition=case.petition).is_late


def test_the_organ_that_answers_brings_it_and_nobody_else(district: District):
    case = make.a_petition(district, "replies_printed")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: served(case, by=by))
    done = {who for who, what in tried.items() if what == "done"}
    assert done == {"handler", "second_handler", "head", "system"}


def test_whoever_signed_on_one_list_is_entered_at_once_each_with_their_own_line(
    district: District,
):
    case = make.a_petition(district, "replies_printed")
    since, papers = len(after.lines(case)), Attachment.objects.count()
    served(case)
    services = list(Service.objects.filter(reply__petition=case.petition))
    assert [row.served_at for row in rows(case)] == [AT, AT]
    assert [row.recipient for row in services] == ["柴守信", "任清和"]
    assert len({row.paper_id for row in services}) == 1
    assert Attachment.objects.count() == papers + 1
    assert after.new_lines(case, since) == [
        {
            "kind": "serve_reply",
            "demands": [],
            "role": "handler",
            "reply": row.reply_id,
            "service": row.pk,
            "method": "in_person",
        }
        for row in services
    ]
    assert after.letters_asked_for()[-2:] == ["service_receipt"] * 2
    assert after.differences(case) == []


def test_the_receipt_names_the_reply_and_whose_it_is(district: District):
    case = make.a_petition(district, "replies_printed")
    served(case, 1, method="post", proved=PARCEL)
    row = Service.objects.get(reply__petition=case.petition)
    act_as(SYSTEM)
    printed = issue("service_receipt", petition=case.petition, subject=row.pk, at=AT)
    said = " ".join(paper_from_json(printed.content).texts())
    for word in ("联名信访事项答复书", "任清和", "EMS 1034"):
        assert word in said
    assert "周小满" not in said
    assert printed.organ_id == district.housing.pk


def test_each_way_asks_for_its_own_proof(district: District):
    case = make.a_petition(district, "replies_printed")
    for method, refusal in (
        ("in_person", proving.SignatureMissing),
        ("post", proving.ParcelMissing),
        ("notice", proving.NoticeIsTheLastWay),
        ("platform", NotReadByThem),
    ):
        with after.nothing_changes(), pytest.raises(refusal):
            served(case, 0, method=method, proved=Proved())
    with after.nothing_changes(), pytest.raises(ServedBeforeIssued):
        served(case, 0, at=make.on("2025-02-27"))


def test_what_is_not_printed_reaches_nobody(district: District):
    case = make.a_petition(district, "one_of_three_served")
    make.petition_of(case).letters.filter(kind="personal_reply").update(subject=0)
    with after.nothing_changes(), pytest.raises(NotPrintedYet):
        served(case, 0)


def test_only_those_who_signed_in_person_are_entered_together(district: District):
    case = make.a_petition(district, "replies_printed")
    refused = Proved(refusal="拒绝签收", witnesses="居委会干部韩梅")
    for change in (
        {"method": "post", "proved": PARCEL},
        {"proved": refused},
        {"recipient": "柴守信之子柴新"},
    ):
        with after.nothing_changes(), pytest.raises(OneByOne):
            served(case, **change)
    served(case, 0, recipient="柴守信之子柴新")
    assert Service.objects.get(reply__petition=case.petition).recipient == "柴守信之子柴新"


def test_who_signs_for_another_is_not_whom_it_is_served_on(district: District):
    case = make.a_petition(district, "replies_printed")
    served(case, 0, recipient="柴守信之子柴新")
    row = Service.objects.get(reply__petition=case.petition)
    receipt = issue("service_receipt", petition=case.petition, subject=row.pk, at=row.at)
    said = [text for text in paper_from_json(receipt.content).texts() if text]
    assert said[said.index("受送达人") + 1] == "柴守信"
    assert said[said.index("收件人签名或者盖章") + 1] == "柴守信之子柴新"


def test_nobody_is_served_twice_and_another_petitions_reply_is_not_there(district: District):
    case = make.a_petition(district, "replies_printed")
    other = make.a_petition(district, "replies_printed")
    served(case, 0)
    with after.nothing_changes(), pytest.raises(WrongStage):
        served(case)
    with after.nothing_changes(), pytest.raises(NotFound):
        served(case, replies=folk.replies(other))
    with after.nothing_changes(), pytest.raises(NotFound):
        served(case, replies=[])


def test_another_organ_is_refused(district: District):
    case = make.a_petition(district, "replies_printed")
    petition = make.petition_of(case)
    petition.organs = [*petition.organs, district.urban.pk]
    petition.save(update_fields=["organs"])
    other = make.an_officer(district, "handler", district.urban)
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        served(case, by=other)


def test_two_people_enter_the_same_in_the_same_second_and_the_second_is_refused(
    standing: District,
):
    case = make.a_petition(standing, "replies_printed")
    reply = folk.replies(case)[:1]

    def enter(_: int) -> str:
        try:
            served(case, replies=reply)
        except Refused as refusal:
            return type(refusal).__name__
        return "done"

    assert sorted(at_once(enter)) == ["WrongStage"] * 7 + ["done"]
    with transaction.atomic():
        act_as(SYSTEM)
        assert Service.objects.filter(reply__petition=case.petition).count() == 1


def test_while_one_receipt_is_unproved_nobody_is_late(district: District):
    case = make.a_petition(district, "one_of_three_served")
    served(case, 0)
    assert asked_late(case, "2025-06-20") is False


@pytest.mark.parametrize(("day", "is_late"), [("2025-05-22", False), ("2025-05-23", True)])
def test_once_all_are_proved_the_time_ends_with_whoever_received_it_last(
    district: District, day: str, *, is_late: bool
):
    case = make.a_petition(district, "one_of_three_served")
    served(case, 0)
    served(case, 1, at=make.on("2025-04-22"), method="post", proved=PARCEL)
    assert asked_late(case, day) is is_late


def test_their_last_day_is_a_working_day_as_everybodys(district: District):
    assert district
    assert window(make.on("2025-04-04")).on == date(2025, 5, 6)  # after the holidays of May
    assert window(make.on("2025-04-22")).on == date(2025, 5, 22)


def test_it_is_concluded_only_when_the_time_of_all_is_over(district: District):
    case = make.a_petition(district, "one_of_three_served")
    night = make.on("2025-05-21", "00:10")
    assert lapsed(night) == []
    with after.nothing_changes(), pytest.raises(ReplyUnproved):
        conclude(case.demand, by=SYSTEM, at=night)
    served(case, 0)
    served(case, 1, at=make.on("2025-04-22"), method="post", proved=PARCEL)
    assert lapsed(night) == []
    with after.nothing_changes(), pytest.raises(WindowOpen):
        conclude(case.demand, by=SYSTEM, at=night)
    over = make.on("2025-05-23", "00:10")
    assert lapsed(over) == [case.demand]
    conclude(case.demand, by=SYSTEM, at=over)
    assert make.demand_of(case).state == "concluded"
    assert after.differences(case) == []


def test_a_notice_hangs_for_one_of_them_only_after_another_way_has_failed(district: District):
    case = make.a_petition(district, "replies_printed")
    first, second = folk.replies(case)
    by, issued = district["handler"], rows(case)[0].at
    miss_reply(case.petition, reply=first, method="in_person", outcome="moved", by=by, at=issued)
    hung = Proved(place="居委会公告栏", posted_on=issued.date(), paper=SIGNED.paper)
    later = make.on("2025-06-10")
    with after.nothing_changes(), pytest.raises(proving.NoticeIsTheLastWay):
        served(case, replies=[second], method="notice", proved=hung, at=later)
    served(case, replies=[first], method="notice", proved=hung, at=later)
    assert Service.objects.get(reply=first).recipient == ""
    assert after.differences(case) == []


def test_it_may_reach_them_before_whoever_signed_first(district: District):
    case = make.a_petition(district, "replies_printed")
    served(case)
    serve(case.opinion, method="in_person", proved=SIGNED, by=district["handler"], at=AT)
    assert lapsed(make.on("2025-05-07", "00:10")) == [case.demand]
