"""Files in the filing form: none that was accepted is lost, every one that was not is named."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from tests.documents.paper_samples import docx, jpeg, pdf, png
from tests.pages import citizen
from tests.pages.citizen import TYPED, browser, file, filed, typed
from tests.pages.hall import Hall

from yimen.base.time import now
from yimen.documents.tasks import sweep_waiting
from yimen.registry.models import Petition

pytestmark = pytest.mark.usefixtures("hall")


def carried(answer: HttpResponse) -> dict[str, str]:
    """Return what the form carries on, hidden."""
    page = answer.content.decode()
    found = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("ticket", "kept")
    }
    return {name: match[1] for name, match in found.items() if match}


def waiting_folder() -> Path:
    return Path(settings.YIMEN_DATA) / "waiting" / TYPED["ticket"].replace("-", "")


def test_a_file_survives_a_form_that_was_not_complete() -> None:
    client = browser()
    first = client.post("/file/", typed(name="", attachments=[file("路灯.jpg", jpeg())]))
    assert first.status_code == 422
    assert "路灯.jpg" in first.content.decode()
    petition = filed(client, **carried(first))
    assert [p.name for p in citizen.papers(petition)] == ["路灯.jpg"]


def test_a_file_that_cannot_be_kept_is_named_and_the_others_wait() -> None:
    client = browser()
    files = [file("路灯.jpg", jpeg()), file("program.exe", b"MZ\0\0"), file("空.pdf", b"")]
    answer = client.post("/file/", typed(attachments=files))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "program.exe" in str(answer.context["form"].errors["attachments"])
    assert "空.pdf" in str(answer.context["form"].errors["attachments"])
    assert "<li><span>路灯.jpg<br>" in page
    assert Petition.objects.count() == 0


def test_the_fifty_first_file_is_left_out_by_name() -> None:
    files = [file(f"照片{n}.jpg", jpeg(width=n + 10)) for n in range(52)]
    answer = browser().post("/file/", typed(attachments=files))
    said = str(answer.context["form"].errors["attachments"])
    assert "照片50.jpg、照片51.jpg" in said
    assert len(answer.context["papers"]) == 50


def test_files_can_be_added_in_several_goes_and_removed_again() -> None:
    client = browser()
    one = client.post("/file/", typed(send=None, upload="1", attachments=[file("一.jpg", jpeg())]))
    assert one.status_code == 200
    two = client.post(
        "/file/", typed(send=None, upload="1", attachments=[file("二.png", png())], **carried(one))
    )
    assert [p["name"] for p in two.context["papers"]] == ["一.jpg", "二.png"]
    drop = two.context["papers"][0]["paper"]
    three = client.post("/file/", typed(send=None, drop=drop, **carried(two)))
    assert [p["name"] for p in three.context["papers"]] == ["二.png"]
    petition = filed(client, **carried(three))
    assert [p.name for p in citizen.papers(petition)] == ["二.png"]


def test_a_refused_file_is_said_at_once_even_when_nothing_is_sent() -> None:
    answer = browser().post(
        "/file/", typed(send=None, upload="1", attachments=[file("x.zip", b"PK\3\4nonsense")])
    )
    assert answer.status_code == 200
    assert "x.zip" in answer.content.decode()
    assert "field-wrong" not in answer.content.decode()


def test_adding_a_demand_does_not_lose_the_files() -> None:
    client = browser()
    answer = client.post(
        "/file/", typed(send=None, add="demand", attachments=[file("a.pdf", pdf())])
    )
    assert [p["name"] for p in answer.context["papers"]] == ["a.pdf"]


def test_the_letter_of_authority_is_one_of_the_papers() -> None:
    petition = filed(
        browser(), on_behalf="agent", principal="赵老太", authority="儿子",
        authorisation=[file("委托书.docx", docx())], attachments=[file("照片.jpg", jpeg())],
    )  # fmt: skip
    assert {p.name for p in citizen.papers(petition)} == {"委托书.docx", "照片.jpg"}


def test_nobody_can_take_along_a_file_of_another_form() -> None:
    answer = browser().post(
        "/file/", typed(send=None, upload="1", attachments=[file("别人的.jpg", jpeg())])
    )
    kept = carried(answer)["kept"]
    other = "6f1f1f1e-0000-4000-8000-000000000002"
    petition = filed(browser(), ticket=other, kept=kept)
    assert citizen.papers(petition) == []
    forged = filed(
        browser(), ticket="6f1f1f1e-0000-4000-8000-000000000003", kept=kept[:-4] + "abcd"
    )
    assert citizen.papers(forged) == []


def test_a_file_that_waited_too_long_is_named_so_that_it_can_be_chosen_again() -> None:
    client = browser()
    first = client.post("/file/", typed(name="", attachments=[file("路灯.jpg", jpeg())]))
    long_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(waiting_folder(), (long_ago, long_ago))
    sweep_waiting.func(timestamp=int(now().timestamp()))
    assert not waiting_folder().exists()
    answer = client.post("/file/", typed(**carried(first)))
    assert answer.status_code == 422
    assert "“路灯.jpg”等待提交的时间过长，已经清除。请重新选择这个文件。" in answer.content.decode()
    assert Petition.objects.count() == 0


def test_giving_up_forgets_text_and_files_at_once() -> None:
    client = browser()
    client.post("/file/", typed(name="", attachments=[file("路灯.jpg", jpeg())]))
    assert waiting_folder().exists()
    assert client.post("/file/anew/")["location"] == "/file/"
    assert not waiting_folder().exists()
    page = client.get("/file/").content.decode()
    assert TYPED["demands-0-facts"] not in page
    assert 'data-draft-done="file"' in page


def test_the_papers_of_an_accusation_wait_until_it_is_filed_and_no_longer(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    """Whoever dies in between leaves the form with all it needs, or the petition with all of it."""
    with django_capture_on_commit_callbacks() as at_the_commit:
        petition = filed(browser(), accuses="on", attachments=[file("收据.jpg", jpeg())])
    assert len(citizen.papers(petition)) == 1
    assert waiting_folder().exists()
    for done in at_the_commit:
        done()
    assert not waiting_folder().exists()


def test_what_waits_lies_where_only_we_can_read_it() -> None:
    browser().post("/file/", typed(send=None, upload="1", attachments=[file("x.jpg", jpeg())]))
    paper = next(waiting_folder().iterdir())
    assert paper.stat().st_mode & 0o077 == 0
    assert waiting_folder().stat().st_mode & 0o077 == 0


def test_a_file_given_as_text_is_no_file(hall: Hall) -> None:
    petition = filed(browser(), attachments="C:\\fakepath\\x.jpg")
    assert citizen.papers(petition) == []
    assert hall
