"""Registering at the counter: one page, one transaction, earlier matters as one types."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.seal import unseal
from yimen.base.time import now
from yimen.registry.models import Attachment, Link, Party, Petition
from yimen.workbench.forms.register import id_kind

if TYPE_CHECKING:
    from django.http import HttpResponse

URL = "/desk/register/"
MINUTE = "%Y-%m-%dT%H:%M"


def spoken(**more: object) -> dict[str, object]:
    """Return what a visitor says, as the form sends it."""
    said: dict[str, object] = {
        "ticket": str(uuid.uuid4()),
        "channel": "visit",
        "received_at": now().strftime(MINUTE),
        "name": "何建民",
        "phone": "13900139000",
        "id_number": "11010519491231002X",
        "address": "一门区幸福路18号",
        "prefers": "phone",
        "kind": "person",
        "on_behalf": "self",
        "headcount": "1",
        "demands-TOTAL_FORMS": "1",
        "demands-INITIAL_FORMS": "0",
        "demands-0-request": "请修好幸福路的路灯",
        "demands-0-facts": "坏了三个月",
        "representatives-TOTAL_FORMS": "1",
        "representatives-INITIAL_FORMS": "0",
        "register": "1",
    }
    return said | {name.replace("__", "-"): value for name, value in more.items()}


def filed(hall: Hall, role: str = "receptionist", **more: object) -> Petition:
    answer = hall[role].client("en").post(URL, spoken(**more))
    assert answer.status_code == 302, answer.content.decode()[:5000]
    return halls.petition_of(int(answer.url.split("/")[3]))


def refused(hall: Hall, **more: object) -> HttpResponse:
    answer = hall["receptionist"].client("en").post(URL, spoken(**more))
    assert answer.status_code in {409, 422}
    act_as(SYSTEM)
    assert not Petition.objects.exists()
    return answer


def people(petition: Petition) -> list[Party]:
    act_as(SYSTEM)
    return list(petition.parties.all())


def test_a_visit_is_lodged_and_registered_in_one_go(hall: Hall):
    petition = filed(hall)
    assert petition.state == "registered"
    assert petition.channel == "visit"
    assert petition.recorder_id == hall.by("receptionist").id
    act_as(SYSTEM)
    assert list(petition.entries.values_list("kind", flat=True)) == ["lodge", "register"]
    party = petition.parties.get()
    assert party.id_kind == "resident"
    assert unseal(party.phone_sealed) == "13900139000"


def test_the_page_afterwards_gives_number_code_and_receipt(hall: Hall):
    petition = filed(hall)
    client = hall["receptionist"].client("en")
    url = f"/desk/matters/{petition.pk}/registered/"
    page = client.get(url)
    assert petition.number in page.content.decode()
    assert page.context["query_code"] in page.content.decode()
    assert page.context["receipt_url"] == ""
    assert "being printed" in page.content.decode()
    halls.print_letters()
    page = client.get(url)
    pdf = client.get(page.context["receipt_url"])
    assert pdf["Content-Disposition"].startswith("inline;")
    assert pdf["X-Content-Type-Options"] == "nosniff"
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    assert page.context["screen_url"] == ""
    assert hall["screener"].client().get(url).context["screen_url"]
    assert hall["leader"].client().get(url).status_code == 404


def test_a_form_that_is_sent_twice_files_once(hall: Hall):
    said = spoken()
    client = hall["receptionist"].client()
    one, two = client.post(URL, said), client.post(URL, said)
    assert one.url == two.url
    act_as(SYSTEM)
    assert Petition.objects.count() == 1


def test_several_demands_and_what_was_tried_elsewhere(hall: Hall):
    petition = filed(
        hall, demands__TOTAL_FORMS="3", demands__1__request="请清运垃圾",
        demands__1__tried="已向街道反映，复议期限到下月5日", demands__2__request="",
    )  # fmt: skip
    first, second = halls.demands(petition)
    assert first.request == "请修好幸福路的路灯"
    assert "复议期限到下月5日" in second.facts


def test_a_group_sends_at_most_five_and_is_counted_whole(hall: Hall):
    names = {f"representatives__{n}__name": f"代表{n}" for n in range(5)}
    petition = filed(hall, headcount="23", representatives__TOTAL_FORMS="5", **names)
    assert petition.headcount == 23
    assert [p.capacity for p in people(petition)] == ["petitioner", *["representative"] * 5]


def test_a_sixth_representative_is_refused_and_everything_stays(hall: Hall):
    names = {f"representatives__{n}__name": f"代表{n}" for n in range(6)}
    page = refused(hall, headcount="23", representatives__TOTAL_FORMS="6", **names).content.decode()
    assert "at most 5" in page
    assert 'value="代表5"' in page
    assert 'value="何建民"' in page


def test_a_letter_has_as_many_cosigners_as_it_has(hall: Hall):
    names = "\n".join(f"联名{n}" for n in range(12))
    petition = filed(hall, channel="letter", cosigners=names)
    assert len(people(petition)) == 13
    assert petition.headcount == 13


def test_an_agent_speaks_for_the_petitioner(hall: Hall):
    petition = filed(hall, on_behalf="agent", principal="老张，书面委托")
    principal, agent = people(petition)
    assert (principal.name, principal.capacity) == ("老张", "petitioner")
    assert (agent.name, agent.capacity, agent.authority) == ("何建民", "agent", "书面委托")


def test_an_organisation_files_through_a_person(hall: Hall):
    petition = filed(hall, kind="organisation", organisation="一门区幸福花园业主委员会")
    body, person = people(petition)
    assert (body.kind, body.name) == ("organisation", "一门区幸福花园业主委员会")
    assert person.capacity == "agent"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"name": ""}, "Fill in “Name”."),
        ({"demands__0__request": ""}, "Fill in “What should be done”."),
        ({"id_number": "110105194912310021"}, "This number has a slip in it."),
        ({"phone": ""}, "Enter a telephone number"),
        ({"kind": "organisation"}, "Enter the name of the organisation."),
        ({"on_behalf": "agent"}, "Enter for whom they speak."),
        ({"received_at": (now() + timedelta(days=1)).strftime(MINUTE)}, "a time that has passed"),
    ],
)
def test_a_gap_is_named_and_nothing_is_filed(hall: Hall, said: dict[str, str], error: str):
    page = refused(hall, **said).content.decode()
    assert error in page
    assert "坏了三个月" in page
    assert "一门区幸福路18号" in page


def test_a_paper_that_cannot_be_kept_undoes_the_filing(hall: Hall):
    page = refused(hall, attachments=SimpleUploadedFile("a.exe", b"MZ\x00\x00")).content.decode()
    assert "a.exe" in page
    assert "Choose the files again" in page


def test_papers_are_kept_with_the_filing(hall: Hall):
    files = [SimpleUploadedFile(f"照片{n}.txt", b"x" * (n + 1)) for n in range(2)]
    petition = filed(hall, attachments=files)
    act_as(SYSTEM)
    assert Attachment.objects.filter(petition=petition).count() == 2


def test_rows_come_and_go_without_judging_anything(hall: Hall):
    client = hall["receptionist"].client("en")
    said = spoken(name="", demands__0__request="第一件", add="demand")
    del said["register"]
    page = client.post(URL, said)
    assert page.status_code == 200
    assert len(page.context["demands"].forms) == 2
    assert "wrongs" not in page.content.decode()
    assert page.context["demands"].forms[0]["request"].value() == "第一件"
    said |= {"demands-TOTAL_FORMS": "2", "demands-1-request": "第二件", "remove": "0"}
    del said["add"]
    page = client.post(URL, said)
    assert [row["request"].value() for row in page.context["demands"].forms] == ["第二件"]
    act_as(SYSTEM)
    assert not Petition.objects.exists()


def test_no_more_than_five_rows_for_representatives_are_offered(hall: Hall):
    said = spoken(add="representative", representatives__TOTAL_FORMS="5")
    del said["register"]
    page = hall["receptionist"].client().post(URL, said)
    assert not page.context["can_add_representative"]


def test_earlier_matters_appear_with_their_reasons(hall: Hall):
    halls.lodged(hall, name="张三")
    client = hall["receptionist"].client("en")
    asked = {"name": "张三", "phone": "138 0013 8000", "id_number": "11010519491231002x"}
    page = client.post(f"{URL}earlier/", asked, headers={"HX-Request": "true"}).content.decode()
    for reason in ("same identity number", "same telephone number", "same name"):
        assert reason in page
    assert "<html" not in page
    assert 'name="repeat"' in page
    empty = client.post(f"{URL}earlier/", {"name": "查无此人"}).content.decode()
    assert "No earlier matter found" in empty


def test_a_ticked_earlier_matter_is_linked_as_a_repeat(hall: Hall):
    before = halls.lodged(hall)
    petition = filed(hall, repeat=str(before.pk))
    act_as(SYSTEM)
    link = Link.objects.get(petition=petition)
    assert (link.other_id, link.kind) == (before.pk, "repeat")
    assert not petition.is_first_time


def test_a_tick_for_what_is_not_theirs_undoes_everything(hall: Hall):
    other = halls.a_hall("sh", "山海区")
    foreign = halls.lodged(other)
    answer = hall["receptionist"].client().post(URL, spoken(repeat=str(foreign.pk)))
    assert answer.status_code == 404
    act_as(SYSTEM)
    assert Petition.objects.count() == 1


def test_a_handler_registers_for_the_own_organ(hall: Hall):
    petition = filed(hall, role="handler")
    assert petition.receiver_id == hall.housing.pk


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("11010519491231002X", "resident"),
        ("110105194912310021", ""),
        ("91350100M000100Y43", "credit_code"),
        ("H12345678", "travel_permit"),
        ("E12345678", "passport"),
        ("123", ""),
    ],
)
def test_the_kind_of_a_number_is_told_by_its_form(number: str, kind: str):
    assert id_kind(number) == kind


def test_without_scripts_a_button_looks_for_earlier_matters(hall: Hall):
    halls.lodged(hall, name="张三")
    said = spoken(name="张三", look="1")
    del said["register"]
    page = hall["receptionist"].client("en").post(URL, said)
    assert page.status_code == 200
    assert "same name" in page.content.decode()
