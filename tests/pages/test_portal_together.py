"""Who asks for the same: by hand or from a list; and whoever has filed the same before is told."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from tests.pages import citizen
from tests.pages.citizen import browser, filed, typed
from tests.pages.hall import Hall

from yimen.base.seal import unseal
from yimen.documents.rosters import SHEET
from yimen.portal.together import read_lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hall")]
PHONE = "13800138000"
HEAD = ("姓名", "证件号码", "联系电话", "住址")


def a_list(*rows: tuple[str, ...], name: str = "名单.xlsx") -> SimpleUploadedFile:
    book = Workbook()
    page = book.worksheets[0]
    for row in (HEAD, *rows):
        page.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return SimpleUploadedFile(name, data.getvalue())


def neighbours(number: int) -> list[tuple[str, ...]]:
    return [(f"邻居{n:02}", "", f"1390013{n:04}", f"幸福路{n}号") for n in range(1, number + 1)]


def signers(client: object, **more: object) -> list[str]:
    petition = filed(client, **more)  # type: ignore[arg-type]  # a browser
    return [one.name for one in citizen.people(petition) if one.capacity == "cosigner"]


def test_sixty_people_sign_together_from_a_list() -> None:
    petition = filed(browser(), roster=a_list(*neighbours(60)))
    others = [one for one in citizen.people(petition) if one.capacity == "cosigner"]
    assert len(others) == 60
    assert petition.headcount == 61
    assert unseal(others[0].phone_sealed) == "13900130001"
    assert unseal(others[0].address_sealed) == "幸福路1号"


def test_good_rows_go_in_and_bad_rows_are_named_with_their_line() -> None:
    client = browser()
    bad = a_list(
        ("吴海", "", PHONE, ""), ("", "", "13900000000", ""), ("郑青", "110105194912310021", "", "")
    )
    shown = client.post("/file/", typed(roster=bad))
    page = shown.content.decode()
    assert shown.status_code == 422
    assert "第3行" in page
    assert "第4行" in page
    box = shown.context["form"]["cosigners"].value()
    assert box == f"吴海 | {PHONE}"
    assert signers(client, cosigners=box) == ["吴海"]


def test_a_list_fills_the_box_before_anything_is_sent() -> None:
    sent = typed(roster=a_list(("吴海", "", PHONE, "")), cosigners="郑青", upload="1", send=None)
    shown = browser().post("/file/", sent)
    assert shown.context["form"]["cosigners"].value() == f"郑青\n吴海 | {PHONE}"
    assert "名单中的1人已填入框里" in shown.content.decode()
    again = sent | {"roster": a_list(("吴海", "", PHONE, "")), "cosigners": f"吴海 | {PHONE}"}
    shown = browser().post("/file/", again)
    assert shown.context["form"]["cosigners"].value() == f"吴海 | {PHONE}"


@pytest.mark.parametrize("name", ["名单.exe", "名单.csv"])
def test_what_is_no_list_is_said_and_nothing_typed_is_lost(name: str) -> None:
    sent = typed(roster=SimpleUploadedFile(name, b"\x00\x01MZ"), cosigners="郑青")
    shown = browser().post("/file/", sent)
    assert shown.status_code == 422
    assert shown.context["form"]["cosigners"].value() == "郑青"
    assert shown.context["form"].errors["roster"]


def test_lines_are_read_as_people_write_them() -> None:
    read = read_lines(
        "吴海，13900139000，幸福路8号3栋\n张三、李四；王五\n"
        "郑青 | 11010519491231002X | 梅岭街道\n孙妙妙 0755-8888 6666，东湖\n\n"
    )
    found = [(one.name, one.id_number, one.phone, one.address) for one in read.people]
    assert found[0] == ("吴海", "", "13900139000", "幸福路8号3栋")
    assert [one[0] for one in found[1:4]] == ["张三", "李四", "王五"]
    assert found[4] == ("郑青", "11010519491231002X", "", "梅岭街道")
    wrong = read_lines("张三\n李四 | 110105194912310021")
    assert [(one.line, one.because.__class__.__name__) for one in wrong.left_out] == [
        (2, "NumberHasASlip")
    ]


def test_the_empty_table_can_be_had() -> None:
    answer = browser().get("/file/roster/")
    assert answer["content-type"] == SHEET
    first = load_workbook(io.BytesIO(answer.content)).worksheets[0][1]
    assert [cell.value for cell in first] == list(HEAD)


def test_whoever_files_the_same_again_is_shown_the_first_and_may_file_all_the_same() -> None:
    client = browser()
    first = filed(client, phone=PHONE)
    again = typed(phone=PHONE, ticket="9f4f0c1e-7f0e-4b43-8d8e-5a5f6e7d8c9b", address="另一处")
    shown = client.post("/file/", again)
    page = shown.content.decode()
    assert shown.status_code == 422
    assert first.number in page
    assert "papers/add/" in page
    assert shown.context["form"]["address"].value() == "另一处"
    assert citizen.latest() == first
    assert client.post("/file/", again | {"known": "1"}).status_code == 302
    assert citizen.latest() != first


@pytest.mark.parametrize(
    "otherwise",
    [
        {"phone": "13900139000"},
        {
            "demands__0__request": "请退还培训机构的学费",
            "demands__0__facts": "机构关门，老板失联。",
        },
    ],
)
def test_another_person_or_another_matter_is_no_repeat(otherwise: dict[str, str]) -> None:
    client = browser()
    first = filed(client, phone=PHONE)
    more = {"phone": PHONE, "ticket": "9f4f0c1e-7f0e-4b43-8d8e-5a5f6e7d8c9b"} | otherwise
    assert filed(client, **more) != first


def test_nobody_learns_of_a_petition_whose_code_was_not_given_here(hall: Hall) -> None:
    first = filed(browser(), phone=PHONE, id_number="11010519491231002X")
    stranger = browser()
    more = {"phone": PHONE, "id_number": "11010519491231002X", "address": "别处"}
    ticket = "9f4f0c1e-7f0e-4b43-8d8e-5a5f6e7d8c9b"
    assert filed(stranger, ticket=ticket, **more) != first
    assert hall.bureau.pk == first.receiver_id
