from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client
from tests.pages.citizen import browser, english, filed, opened
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import LOCAL
from yimen.casework.queries.mine import Receipt
from yimen.law.days import DAYS, Calendars
from yimen.people.models import Organ
from yimen.portal.presenting import first_answer

PAGES = [
    ("/", "进一道门", "One door. Say it once"),
    ("/help/", "任何人不得因信访打击报复您", "Nobody may take revenge on you"),
    ("/file/", "像当面讲一样写就行", "Write the way you would tell it"),
    ("/track/", "两样都印在回执上", "Both are on your receipt"),
]


@pytest.mark.usefixtures("hall")
@pytest.mark.parametrize(("address", "chinese", "english_words"), PAGES)
def test_every_open_page_speaks_both_languages(
    address: str, chinese: str, english_words: str
) -> None:
    found = browser().get(address)
    assert found.status_code == 200
    assert chinese in found.content.decode()
    assert '<html lang="zh-Hans"' in found.content.decode()
    found = english().get(address)
    assert found.status_code == 200
    assert english_words in found.content.decode()
    assert '<html lang="en"' in found.content.decode()


@pytest.mark.usefixtures("hall")
def test_the_front_page_takes_its_days_from_the_law() -> None:
    page = english().get("/").content.decode()
    assert '<span class="limit">15 days</span>' in page
    assert '<span class="limit">60 days</span>' in page
    assert "This district has set itself" not in page


def test_a_stricter_local_promise_stands_beside_the_law(hall: Hall) -> None:
    act_as(SYSTEM)
    Organ.objects.filter(pk=hall.bureau.pk).update(profile="futian")
    page = english().get("/").content.decode()
    assert '<span class="limit">15 days</span>' in page
    assert "This district has set itself 3 days." in page
    assert "This district has set itself 30 days." in page


def test_offices_that_take_petitions_stand_in_the_help_with_address_and_telephone(
    hall: Hall,
) -> None:
    page = browser().get("/help/").content.decode()
    assert f"{hall.bureau.name}<br>{hall.bureau.address}" in page
    assert f'href="tel:{hall.bureau.phone}"' in page
    act_as(SYSTEM)
    Organ.objects.filter(pk=hall.housing.pk).update(has_reception=True, hours="周一上午")
    page = browser().get("/help/").content.decode()
    assert "其他接收单位" in page
    assert "周一上午" in page


@pytest.mark.django_db
def test_a_district_that_is_not_set_up_yet_says_so_instead_of_breaking() -> None:
    assert browser().get("/").status_code == 200
    assert browser().get("/track/").status_code == 200
    page = english().get("/file/")
    assert page.status_code == 422
    assert "No office takes petitions on this site yet." in page.content.decode()


@pytest.mark.usefixtures("hall")
def test_large_text_is_a_link_that_needs_no_script_and_leads_back() -> None:
    client = browser()
    answer = client.get("/look/", {"text": "large", "next": "/help/?x=1"})
    assert answer["location"] == "/help/?x=1"
    assert 'class="large"' in client.get("/").content.decode()
    client.get("/look/", {"text": "normal", "next": "/"})
    assert 'class="large"' not in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_text_size_never_leads_to_another_site(away: str) -> None:
    answer = browser().get("/look/", {"text": "huge", "next": away})
    assert answer["location"] == "/"
    assert "text_size" not in answer.cookies


@pytest.mark.usefixtures("hall")
def test_the_language_changes_by_a_form_and_stays() -> None:
    client = Client()
    client.post("/i18n/setlang/", {"language": "en", "next": "/file/"})
    assert "File a petition" in client.get("/file/").content.decode()


def test_no_page_of_a_matter_is_kept_by_the_browser(hall: Hall) -> None:
    client = browser()
    petition = filed(client)
    _, address = opened(petition)
    for page in ("/receipt/", address, "/file/", f"{address}papers/add/"):
        assert "no-store" in client.get(page)["Cache-Control"], page
    assert hall


@pytest.mark.usefixtures("hall")
def test_pages_are_written_with_post_and_read_with_get() -> None:
    client = browser()
    assert client.post("/").status_code == 405
    assert client.get("/file/anew/").status_code == 405
    assert client.get("/track/leave/").status_code == 405
    assert client.put("/file/").status_code == 405


@pytest.mark.parametrize(
    ("client", "said"), [(browser(), "一次提交的内容过大"), (english(), "Too much at once")]
)
def test_what_is_too_large_is_turned_away_in_the_readers_language(
    client: Client, said: str
) -> None:
    found = client.post("/track/", CONTENT_LENGTH=str(2**40))
    assert found.status_code == 413
    assert said in found.content.decode()


@pytest.mark.parametrize(("years", "is_told"), [({2026}, True), ({2026, 2027}, False)])
def test_a_promise_that_hangs_on_an_unpublished_year_says_so(
    years: set[int], *, is_told: bool
) -> None:
    at = datetime(2026, 12, 31, 10, tzinfo=LOCAL)
    receipt = Receipt(
        petition=1, number="1", received_at=at, demands=1, receiver="局", at_bureau=True,
        profile="futian", letter=0,
    )  # fmt: skip
    with DAYS.instead(Calendars(replace(DAYS.now().first, years=frozenset(years)))):
        (promise,) = first_answer(receipt, date(2026, 12, 31))["promises"]
    assert ("暂定" in promise) is is_told
