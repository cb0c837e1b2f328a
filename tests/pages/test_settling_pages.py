"""From the mediation room into the file and back: by both sides' consent and her own code."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests import make
from tests.rooms.test_mediation_pages import MINE, Room, room, text_of  # noqa: F401  # the fixture

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.documents.papers import open_paper
from yimen.people.models import Staff
from yimen.registry.code import grouped
from yimen.registry.models import Attachment, Settlement

pytestmark = pytest.mark.django_db
TO_FILE = f"{MINE}file/"


def deed(by: Client, what: str) -> int:
    return by.post(f"{MINE}do/", {"do": what}).status_code


def keys(case: make.Case) -> dict[str, str]:
    return {"number": case.number, "query_code": grouped(case.code), "own_wish": "on"}


def handled(room: Room) -> make.Case:  # noqa: F811  # as above
    return make.a_petition(room.district, "handled")


def test_an_agreement_reaches_the_file_by_both_sides_and_her_code_alone(
    room: Room,  # noqa: F811  # as above
) -> None:
    case = handled(room)
    room.agreed()
    assert room.first.get(TO_FILE).status_code == 302  # nobody has agreed to that yet
    assert deed(room.first, "allow") == 302
    assert room.first.post(TO_FILE, keys(case)).status_code == 302
    act_as(SYSTEM)
    assert not Settlement.objects.exists()
    assert deed(room.second, "allow") == 302
    wrong = keys(case) | {"query_code": "0000 0000 0000"}
    assert room.first.post(TO_FILE, wrong).status_code == 422
    unwished = {name: value for name, value in keys(case).items() if name != "own_wish"}
    assert room.first.post(TO_FILE, unwished).status_code == 422
    done = room.first.post(TO_FILE, keys(case))
    assert done.status_code == 302
    act_as(SYSTEM)
    row = Settlement.objects.get()
    assert done["location"].endswith(f"/settle/{row.pk}/")
    assert (row.petition_id, row.number) == (case.petition, room.case.number)
    assert row.keep_by == date(2030, 9, 30)
    paper = Attachment.objects.get(petition=case.petition)
    assert paper.media_type == "application/pdf"
    assert make.demand_of(case).state == "handling"  # it is handled on until she says otherwise
    # What was said in the room is nowhere in the file.
    assert "双方各自说明情况" not in f"{row.__dict__}{paper.__dict__}"


def test_before_it_is_accepted_she_is_told_that_she_is_asked_later(
    room: Room,  # noqa: F811  # as above
) -> None:
    case = make.a_petition(room.district, "registered")
    room.agreed()
    for side in (room.first, room.second):
        deed(side, "allow")
    matter = room.first.post(TO_FILE, keys(case), follow=True).content.decode()
    assert "被受理以后，会在这里问您" in matter


def test_she_settles_says_it_was_not_kept_and_is_handled_again(
    room: Room,  # noqa: F811  # as above
) -> None:
    case = handled(room)
    room.agreed()
    for side in (room.first, room.second):
        deed(side, "allow")
    url = room.first.post(TO_FILE, keys(case))["location"]
    page = room.first.get(url).content.decode()
    assert "确认：所选诉求以协议解决" in page
    assert room.first.post(url, {"demands": case.demand}).status_code == 422  # not her own wish
    assert room.first.post(url, {"demands": case.demand, "own_wish": "on"}).status_code == 302
    assert make.demand_of(case).state == "settled"
    matter = url.split("settle/")[0]
    page = room.first.get(matter).content.decode()
    assert "您已确认以调解协议解决" in page
    kept = url.replace("settle/", "settled/")
    assert kept in page
    assert room.first.post(kept, {"answer": "again"}).status_code == 422  # why is asked
    assert room.first.post(kept, {"answer": "again", "because": "not_kept"}).status_code == 302
    assert make.demand_of(case).state == "handling"


def test_the_organ_reads_the_agreement_and_a_counter_hears_that_it_was_kept(
    room: Room,  # noqa: F811  # as above
) -> None:
    case = make.a_petition(room.district, "settled")
    handler = Client()
    handler.force_login(_staff(room.district["handler"].id))
    page = handler.get(f"/desk/matters/{case.petition}/").content.decode()
    assert "（2025）一人调字第1号" in page
    assert "keep_settlement" not in page  # nobody of the organ says it in her place
    counter = Client()
    counter.force_login(_staff(room.district["screener"].id))
    url = f"/desk/matters/{case.petition}/keep_settlement/{case.petition}/"
    assert url in counter.get(f"/desk/matters/{case.petition}/").content.decode()
    assert counter.get(url).status_code == 200


def test_the_administrator_keeps_the_committees_and_nobody_else(
    room: Room,  # noqa: F811  # as above
) -> None:
    admin = Client()
    admin.force_login(_staff(room.district["system_admin"].id))
    every, one = "/desk/rooms/mediation/committees/", room.committee.pk
    assert room.committee.name in admin.get(every).content.decode()
    added = {"name": "沙河街道人民调解委员会", "mark": "沙", "organ": room.committee.organ_id}
    added |= {"address": "沙河路2号", "is_active": "on"}
    assert admin.post(f"{every}new/", added).status_code == 302
    assert admin.post(f"{every}new/", added).status_code == 409
    on = {"roster": "1", "staff": room.staff, "fields_known": "物业", "languages": "粤语"}
    assert admin.post(f"{every}{one}/", on).status_code == 302
    assert "物业" in admin.get(f"{every}{one}/").content.decode()
    assert room.mediator.get(every).status_code == 409  # another post's work


def _staff(number: int) -> Staff:
    return Staff.objects.get(pk=number)


def test_the_same_agreement_twice_is_said_to_be_there(room: Room) -> None:  # noqa: F811  # as above
    case = handled(room)
    room.agreed()
    for side in (room.first, room.second):
        deed(side, "allow")
    assert room.first.post(TO_FILE, keys(case)).status_code == 302
    again = room.first.post(TO_FILE, keys(case))
    assert again.status_code == 422
    assert "已经在案卷里" in again.content.decode()


def test_that_there_was_no_agreement_reaches_the_file_and_nothing_of_why(
    room: Room,  # noqa: F811  # as above
) -> None:
    case = handled(room)
    room.talking()
    assert room.first.post(f"{MINE}do/", {"do": "allow"}).status_code == 422  # it is not over
    assert room.does(do="end", reason="对方始终不肯修水管") == 302
    assert deed(room.first, "allow") == 302
    assert room.first.get(TO_FILE).status_code == 302  # the other side keeps it
    assert deed(room.second, "allow") == 302
    page = room.first.get(TO_FILE).content.decode()
    assert "告知我的信访案卷：调解未达成协议" in page
    done = room.first.post(TO_FILE, keys(case))
    assert done.status_code == 302
    act_as(SYSTEM)
    assert not Settlement.objects.exists()
    paper = Attachment.objects.get(petition=case.petition)
    assert paper.name == f"终止调解告知书{room.case.number}.pdf"
    words = text_of(open_paper(paper.sha256).read_bytes())
    assert "不肯修水管" not in words
    assert "周明" not in words
    assert make.demand_of(case).state == "handling"
    again = room.first.post(TO_FILE, keys(case))
    assert (again.status_code, "已经记入案卷" in again.content.decode()) == (422, True)


def test_whoever_refused_to_be_mediated_keeps_nothing_back(
    room: Room,  # noqa: F811  # as above
) -> None:
    case = handled(room)
    room.asked()
    assert room.second.post(f"{MINE}do/", {"do": "consent", "wishes": "no"}).status_code == 302
    assert deed(room.first, "allow") == 302
    assert room.first.post(TO_FILE, keys(case)).status_code == 302
    act_as(SYSTEM)
    assert Attachment.objects.filter(petition=case.petition).exists()
