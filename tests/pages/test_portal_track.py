"""Opening a matter with number and code: slips, wrong tries, several matters, the code itself."""

from __future__ import annotations

import pytest
from tests.pages import citizen
from tests.pages import hall as halls
from tests.pages.citizen import browser, code_of, opened
from tests.pages.hall import Hall

from yimen.registry.code import new_code

TRACK = "/track/"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def test_number_and_code_open_the_matter_however_they_are_written(hall: Hall) -> None:
    petition = halls.lodged(hall)
    code = code_of(petition)
    serial = int(petition.number.split("〕")[1][:-1])
    year = petition.number.split("〔")[1][:4]
    ways = [petition.number, f"{year}-{serial}", f" {year} {serial:06d} ", f"[{year}]{serial}号"]
    codes = [code, f"{code[:4]} {code[4:8]} {code[8:]}", code.translate(FULL_WIDTH), f"{code}\n"]
    for number, typed in zip(ways, codes, strict=True):
        answer = browser().post(TRACK, {"number": number, "query_code": typed})
        assert answer["location"] == f"/matter/{year}-{serial}/", (number, typed)


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("", "", "请填写回执上的编号。"),
        ("路灯", "244748049404", "请按回执填写年份和序号"),
        ("2026-1", "", "请填写回执上的查询码。"),
        ("2026-1", "244748049405", "查询码是十二位数字，末位用来核对；您输入的有误。"),
        ("2026-1", "2447", "查询码是十二位数字"),
    ],
)
@pytest.mark.usefixtures("hall")
def test_a_slip_is_told_from_a_wrong_code_and_costs_no_try(
    number: str, code: str, said: str
) -> None:
    client = browser()
    for _ in range(8):
        answer = client.post(TRACK, {"number": number, "query_code": code})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_wrong_code_does_not_tell_whether_the_number_exists(hall: Hall) -> None:
    petition = halls.lodged(hall)
    wrong = new_code()
    there = browser().post(TRACK, {"number": petition.number, "query_code": wrong})
    nowhere = browser().post(TRACK, {"number": "2026-999999", "query_code": wrong})
    said = "编号和查询码对不上。请对照回执核对这两项。"
    assert said in there.content.decode()
    assert said in nowhere.content.decode()


def test_too_many_wrong_codes_must_wait_even_with_the_right_one(hall: Hall) -> None:
    petition = halls.lodged(hall)
    client = browser()
    for _ in range(6):
        answer = client.post(TRACK, {"number": petition.number, "query_code": new_code()})
    page = answer.content.decode()
    assert answer.status_code in {422, 429}
    assert "秒后再试" in page
    assert petition.number.split("〔")[1][:4] in page
    answer = client.post(TRACK, {"number": petition.number, "query_code": code_of(petition)})
    assert answer.status_code == 429
    assert "您的信访事项照常办理，不受影响。" in answer.content.decode()
    other = halls.lodged(hall)
    assert opened(other)


def test_whoever_guesses_for_another_number_never_shuts_its_holder_out(hall: Hall) -> None:
    petition = halls.lodged(hall)
    for _ in range(80):  # many more than a place is forgiven, each from a browser of its own
        answer = browser().post(
            TRACK,
            {"number": petition.number, "query_code": new_code()},
            REMOTE_ADDR="203.0.113.9",
        )
    assert answer.status_code == 429
    holder = browser().post(
        TRACK,
        {"number": petition.number, "query_code": code_of(petition)},
        REMOTE_ADDR="198.51.100.4",
    )
    assert holder.status_code == 302


def test_the_way_from_the_receipt_fills_in_the_number_but_never_the_code(hall: Hall) -> None:
    petition = halls.lodged(hall)
    page = browser().get(TRACK, {"number": petition.number}).content.decode()
    assert f'value="{petition.number}"' in page
    answer = browser().get("/matter/2026-1/")
    assert answer["location"] == "/track/?number=2026-1"


def test_closing_it_on_this_device_closes_every_matter(hall: Hall) -> None:
    client, address = opened(halls.lodged(hall))
    assert client.get(address).status_code == 200
    assert client.post("/track/leave/")["location"] == "/"
    assert client.get(address).status_code == 302
    assert client.get("/receipt/").status_code == 422


def test_two_matters_can_be_open_in_one_browser(hall: Hall) -> None:
    first, second = halls.lodged(hall), halls.lodged(hall)
    client, address = opened(first)
    client.post(TRACK, {"number": second.number, "query_code": code_of(second)})
    assert first.number in client.get(address).content.decode()
    assert client.get(TRACK).content.decode().count('href="/matter/') == 2


def test_the_query_code_is_in_no_address_no_title_and_no_log(
    hall: Hall, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    client = browser()
    petition = citizen.filed(client)
    code = code_of(petition)
    answer = client.post(TRACK, {"number": petition.number, "query_code": code}, follow=True)
    addresses = [address for address, _ in answer.redirect_chain]
    title = answer.content.decode().split("<title>")[1].split("</title>")[0]
    assert code not in "".join([*addresses, title])
    said = capsys.readouterr()
    logged = said.out + said.err + caplog.text
    assert code not in logged
    assert petition.code_blind not in logged
    assert hall
