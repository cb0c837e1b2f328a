"""A form that is sent twice files once; one that is not sent yet comes back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from tests.documents.paper_samples import jpeg
from tests.pages import citizen
from tests.pages.citizen import TYPED, browser, file, filed, typed

from yimen.people.sessions import SessionStore
from yimen.registry.models import Petition

pytestmark = pytest.mark.usefixtures("hall")


def count() -> int:
    citizen.latest()
    return Petition.objects.count()


def test_a_form_that_is_sent_twice_files_once_and_shows_the_same_receipt() -> None:
    client = browser()
    files = {"attachments": [file("路灯.jpg", jpeg())]}
    first = filed(client, **files)
    again = client.post("/file/", typed(attachments=[file("路灯.jpg", jpeg())]))
    assert again["location"] == "/receipt/"
    assert count() == 1
    assert first.number in client.get("/receipt/").content.decode()
    assert len(citizen.papers(first)) == 1


def test_a_form_that_is_sent_again_without_its_session_files_once_too() -> None:
    first = filed(browser())
    other = browser()
    assert other.post("/file/", typed())["location"] == "/receipt/"
    assert count() == 1
    assert first.number in other.get("/receipt/").content.decode()


def test_going_back_and_sending_another_text_is_asked_about_and_then_filed() -> None:
    client = browser()
    filed(client)
    answer = client.post("/file/", typed(**{"demands-0-request": "另一件事"}))
    assert answer.status_code == 422
    assert "这份表单之前已经提交过，内容不同。" in answer.content.decode()
    assert "另一件事" in answer.content.decode()
    ticket = str(answer.context["ticket"])
    assert ticket != TYPED["ticket"]
    second = filed(client, ticket=ticket, **{"demands-0-request": "另一件事"})
    assert count() == 2
    assert citizen.asked(second)[0].request == "另一件事"


@pytest.mark.parametrize("ticket", ["", "no ticket", None])
def test_a_form_without_a_ticket_is_filed_all_the_same(ticket: str | None) -> None:
    assert filed(browser(), ticket=ticket).pk


def test_what_was_typed_comes_back_when_the_page_is_opened_again() -> None:
    client = browser()
    boxes = citizen.demands("修路灯", "退物业费")
    client.post("/file/", {**typed(address="", on_behalf="agent", principal="赵老太"), **boxes})
    page = client.get("/file/").content.decode()
    for value in ("修路灯", "退物业费", "赵老太", "赵秀英"):
        assert value in page
    assert 'value="agent" id="id_on_behalf_1" checked' in page
    assert "field-wrong" not in page
    assert "重新填写" in page


def test_a_draft_is_gone_once_it_was_filed() -> None:
    client = browser()
    client.post("/file/", typed(address=""))
    filed(client)
    page = client.get("/file/").content.decode()
    assert TYPED["demands-0-facts"] not in page
    assert "重新填写" not in page


def test_nobody_reads_a_draft_or_a_query_code_in_the_table_of_sessions() -> None:
    client = browser()
    client.post("/file/", typed(name="", id_number="11010519491231002X"))
    filed(client)
    client.post("/file/", typed(name="", id_number="11010519491231002X"))
    kept = [str(SessionStore().decode(row.session_data)) for row in Session.objects.all()]
    code = citizen.code_of(citizen.latest())
    assert kept
    assert not [
        one for one in kept if "赵秀英" in one or "11010519491231002X" in one or code in one
    ]


def test_another_browser_sees_neither_draft_nor_receipt() -> None:
    client = browser()
    client.post("/file/", typed(name=""))
    filed(client)
    other = browser()
    assert TYPED["demands-0-facts"] not in other.get("/file/").content.decode()
    answer = other.get("/receipt/")
    assert answer.status_code == 422
    assert "请凭编号和查询码查询办理进度" in answer.content.decode()


def test_going_back_from_the_receipt_and_sending_the_same_words_files_once() -> None:
    client = browser()
    first = filed(client, attachments=[file("路灯.jpg", jpeg())])
    answer = client.post("/file/", typed(ticket=str(uuid4())), follow=True)
    assert count() == 1
    page = answer.content.decode()
    assert first.number in page
    assert "这份内容您已经提交过" in page


def test_other_papers_under_the_same_words_are_a_matter_of_their_own() -> None:
    client = browser()
    filed(client, attachments=[file("路灯.jpg", jpeg())])
    filed(client, ticket=str(uuid4()), attachments=[file("台阶.jpg", jpeg())])
    assert count() == 2


def test_an_empty_form_is_no_draft() -> None:
    client = browser()
    client.post("/file/", {"on_behalf": "self", "kind": "person", "prefers": "phone", "send": "1"})
    assert "重新填写" not in client.get("/file/").content.decode()


def test_the_receipt_is_found_again_where_one_files_and_where_one_follows() -> None:
    client = browser()
    first = filed(client)
    for address in ("/file/", "/track/"):
        page = client.get(address).content.decode()
        assert 'href="/receipt/"' in page
        assert first.number in page
        assert 'href="/receipt/"' not in browser().get(address).content.decode()


def test_what_was_sent_with_a_mistake_can_be_loaded_anew_without_a_question() -> None:
    client = browser()
    assert " data-kept" in client.post("/file/", typed(name="")).content.decode()
    assert " data-kept" not in client.get("/file/").content.decode()
