"""The pages of the bureau's advice: who opens them, one journey, what is kept of what was typed."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import make
from tests.rooms.worlds import signed_in
from tests.supervision.advising import FACTS, PROPOSAL, Bureau, a_bureau

from yimen.access.actor import POSTS, SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.casework.queries.genuine import look_at_file, look_at_statement
from yimen.documents.examining import Verdict
from yimen.documents.models import OfficeLetter
from yimen.documents.storage import path_of
from yimen.supervision.models import Advice, Round

pytestmark = pytest.mark.django_db
LIST, NEW = "/desk/advice/", "/desk/advice/new/"
READERS = {"screener", "supervisor", "handler", "head"}
DRAFTERS = {"screener", "supervisor"}


@pytest.fixture
def bureau() -> Bureau:
    return a_bureau()


def opened(bureau: Bureau, part: str) -> Client:
    return signed_in(bureau[part])


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def form(bureau: Bureau, **more: object) -> dict[str, object]:
    return {
        "kind": "improve_work",
        "organ": bureau.district.housing.pk,
        "title": "路灯报修",
        "facts": FACTS,
        "proposal": PROPOSAL,
        "numbers": "\r\n".join(case.number for case in bureau.cases),
    } | more


def test_the_pages_open_for_the_bureau_and_for_organs_and_for_nobody_else(bureau: Bureau) -> None:
    for role in POSTS:
        browser = signed_in(make.an_officer(bureau.district, role, bureau.district.bureau))
        assert (browser.get(LIST).status_code == 200) is (role in READERS), role
        assert (browser.get(NEW).status_code == 200) is (role in DRAFTERS), role
        shown = browser.get("/desk/", follow=True).content.decode()
        assert (f'href="{LIST}"' in shown) is (role in READERS), role


def test_what_is_closed_is_turned_page_by_page_and_hides_nothing_that_is_open(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yimen.base.leaves.SIZE", 1)
    still = bureau.sent(title="仍在等答复").number
    first, last = bureau.closed().number, bureau.closed().number
    browser = opened(bureau, "screener")
    page = text(browser, LIST)
    assert f"{LIST}{still}/" in page
    assert f"{LIST}{last}/" in page
    assert f"{LIST}{first}/" not in page
    (older,) = re.findall(r'href="([^"]*before=\d+)"', page)
    page = text(browser, older)
    assert '<details class="sheet mt-3" open>' in page
    assert f"{LIST}{first}/" in page
    assert f"{LIST}{still}/" in page
    assert f"{LIST}{last}/" not in page


def test_who_is_none_of_both_sides_finds_nothing(bureau: Bureau) -> None:
    one = f"{LIST}{bureau.sent().number}/"
    act_as(SYSTEM)
    letter = f"{one}letters/{OfficeLetter.objects.get().pk}/"
    inside = {"screener", "supervisor", "handler", "second_handler", "head"}
    for part in bureau.district.officers:
        browser = opened(bureau, part)
        for url in (one, letter):
            answer = browser.get(url)
            if answer.streaming:
                assert b"".join(answer.streaming_content).startswith(b"%PDF")
            assert (answer.status_code == 200) is (part in inside), (part, url)
        if part not in inside:
            assert browser.post(one, {"do": "answer"}).status_code == 404, part


def test_from_a_petition_to_a_closed_advice(bureau: Bureau) -> None:
    screener, supervisor = opened(bureau, "screener"), opened(bureau, "supervisor")
    head, case = opened(bureau, "head"), bureau.cases[0]
    assert "没有办理中的建议书" in text(screener, LIST)
    page = text(screener, f"/desk/matters/{case.petition}/")
    (start,) = re.findall(r'href="(/desk/advice/new/\?cite=\d+)"', page)
    assert case.number in text(screener, start)
    assert "/desk/advice/new/" not in text(
        opened(bureau, "handler"), f"/desk/matters/{case.petition}/"
    )
    one = screener.post(NEW, form(bureau))["location"]
    assert 'value="sign"' not in text(screener, one)  # not by whoever wrote it
    assert "等您办理" in text(supervisor, LIST)
    assert supervisor.post(one, {"do": "sign"}).status_code == 302
    assert "等您办理" in text(head, LIST)
    page = text(head, one)
    assert FACTS in page
    assert case.number not in page  # the organ learns how many, and not which
    assert "为什么是这个日期" in page
    assert head.post(one, {"do": "receive"}).status_code == 302
    typed = {"do": "answer", "adoption": "partly", "measures": "设报修登记台账。"}
    refused = head.post(one, typed)
    assert refused.status_code == 409
    assert "设报修登记台账。" in refused.content.decode()  # what was typed is still there
    assert head.post(one, typed | {"reasons": "人手不足。"}).status_code == 302
    missing = screener.post(one, {"do": "check", "is_enough": "no"})
    assert missing.status_code == 409
    assert screener.post(one, {"do": "check", "is_enough": "yes"}).status_code == 302
    for browser in (screener, supervisor, head):
        assert "部分采纳" in text(browser, one)
    act_as(SYSTEM)
    assert Advice.objects.get().state == "closed"


def test_a_draft_that_is_refused_keeps_every_word(bureau: Bureau) -> None:
    screener = opened(bureau, "screener")
    for more, status in (({"facts": f"周小满说：{FACTS}"}, 409), ({"title": ""}, 422)):
        answer = screener.post(NEW, form(bureau, **more))
        assert answer.status_code == status
        page = answer.content.decode()
        assert PROPOSAL in page
        assert bureau.cases[1].number in page


def test_what_is_handed_back_says_what_to_change(bureau: Bureau) -> None:
    one = f"{LIST}{bureau.drafted().number}/"
    opened(bureau, "supervisor").post(one, {"do": "hand_back", "remark": "写明时间"})
    screener = opened(bureau, "screener")
    assert "写明时间" in text(screener, LIST + f"{bureau.number}/draft/")
    changed = screener.post(f"{one}draft/", form(bureau, title="路灯报修时限"))
    assert changed.status_code == 302
    assert "路灯报修时限" in text(opened(bureau, "supervisor"), one)


def test_late_is_seen_on_both_sides(bureau: Bureau) -> None:
    one = f"{LIST}{bureau.sent().number}/"
    act_as(SYSTEM)
    Round.objects.update(late_at=now())
    for part in ("screener", "supervisor", "head", "handler"):
        assert "超期" in text(opened(bureau, part), LIST), part
        assert "仍未书面反馈" in text(opened(bureau, part), one), part


def test_the_list_asks_as_much_for_ten_as_for_one(bureau: Bureau) -> None:
    def asked() -> int:
        browser = opened(bureau, "supervisor")
        text(browser, LIST)
        with CaptureQueriesContext(connection) as found:
            text(browser, LIST)
        return len(found)

    bureau.sent()
    one = asked()
    for _ in range(4):
        bureau.sent()
    bureau.answered()
    assert asked() == one


def test_its_letters_are_verified_like_any_other_and_lead_to_no_petition(bureau: Bureau) -> None:
    bureau.answered()
    act_as(SYSTEM)
    for letter in OfficeLetter.objects.filter(subject=bureau.number):
        act_as(SYSTEM)
        data = path_of(letter.sha256).read_bytes()
        for looked in (look_at_file(data), look_at_statement(letter.code)):
            assert looked.verdict is Verdict.GENUINE
            assert looked.record_stands
            known = looked.known
            assert known is not None
            assert (known.number, known.case_number) == (letter.number, "")
        assert look_at_file(data + b" ").verdict is not Verdict.GENUINE
        words = letter.content
        for case in bureau.cases:
            assert case.number not in str(words)
        page = Client().post("/verify/", {"code": letter.code})
        assert page.status_code == 200
        assert "/track/?number=" not in page.content.decode()


def test_an_address_names_only_petitions_that_can_be_cited(bureau: Bureau) -> None:
    sealed = make.a_petition(bureau.district, "screened", kind="accusation")
    screener = opened(bureau, "screener")
    page = text(screener, f"{NEW}?cite={sealed.petition}&cite=x&cite={10**30}")
    assert sealed.number not in page


def test_what_an_answer_brings_along_stands_below_it(bureau: Bureau) -> None:
    bureau.answered()  # nobody noted the receipt: the answer does it
    page = opened(bureau, "head").get(f"/desk/advice/{bureau.number}/")
    said = [step["sentence"] for step in page.context["advice"]["steps"]]
    assert said[:2] == ["书面反馈：采纳。", "登记收到。"]
