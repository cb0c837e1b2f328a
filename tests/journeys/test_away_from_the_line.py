"""Registering at a mobile point while the line is down: kept, sent later, and nothing doubled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.registry.models import Petition

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Waits until the browser keeps the form, and returns it.
SHELL = """async () => {
    for (;;) {
        const kept = await caches.match("/desk/register/away/");
        if (kept) return kept.text();
        await new Promise((again) => setTimeout(again, 100));
    }
}"""
KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('away:'))"


@pytest.fixture
def hall(transactional_db: None) -> Hall:  # noqa: ARG001  # the hall stands in the database
    with transaction.atomic():
        return halls.a_hall()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, hall: Hall) -> Iterator[Page]:
    """Open a telephone on which the receptionist of a mobile point has signed in."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", base_url=live_server.url
    )
    with transaction.atomic():
        kept = hall["receptionist"].client().cookies
    context.add_cookies(
        [{"name": c.key, "value": c.value, "url": live_server.url} for c in kept.values()]
    )
    opened = context.new_page()
    broken: list[str] = []
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    context.close()
    assert not broken


def petitions() -> int:
    with transaction.atomic():
        act_as(SYSTEM)
        return Petition.objects.count()


def taken_down(page: Page, name: str, request: str) -> None:
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=phone]").fill("13800000001")
    page.locator("textarea[name='demands-0-request']").fill(request)
    page.locator("button[name=register]:visible").last.click()


def test_two_people_are_registered_without_a_line_and_sent_once_it_is_up(page: Page) -> None:
    before = petitions()
    page.goto("/desk/register/")
    expect(page.locator("#away")).to_be_hidden()
    page.context.set_offline(True)
    taken_down(page, "周明", "请求支付拖欠的工资。")
    expect(page.locator("#away-list li")).to_have_count(1)
    taken_down(page, "吴海", "请求修好楼道的灯。")
    expect(page.locator("#away-list li")).to_have_count(2)
    expect(page.locator("input[name=name]")).to_have_value("")
    kept = page.evaluate(KEPT)
    assert len(kept) == 2
    assert not any(word in str(kept) for word in ("周明", "吴海", "13800000001", "工资", "csrf"))
    assert petitions() == before
    page.context.set_offline(False)
    expect(page.locator("#away-list li[data-sent]")).to_have_count(2, timeout=20000)
    assert page.evaluate(KEPT) == []
    assert petitions() == before + 2


def test_the_form_opens_without_a_line_once_it_was_visited(page: Page) -> None:
    before = petitions()
    page.goto("/desk/register/")
    shell = page.evaluate(SHELL)
    assert not any(word in shell for word in ("csrfmiddlewaretoken", '"d"', "&#34;d&#34;"))
    page.goto("/desk/")
    page.context.set_offline(True)
    page.goto("/desk/register/")
    expect(page.locator("#away")).to_be_visible()
    taken_down(page, "周明", "请求支付拖欠的工资。")
    expect(page.locator("#away-list li")).to_have_count(1)
    page.reload()
    expect(page.locator("#away-list li")).to_have_count(1)
    kept = str(page.evaluate(KEPT))
    assert not any(word in kept for word in ("周明", "13800000001", "工资"))
    assert petitions() == before
    page.context.set_offline(False)
    expect(page.locator("#away-list li[data-sent]")).to_have_count(1, timeout=30000)
    assert page.evaluate(KEPT) == []
    assert petitions() == before + 1


def test_an_answer_that_is_lost_on_its_way_back_doubles_nothing(page: Page) -> None:
    before = petitions()
    page.goto("/desk/register/")
    page.context.set_offline(True)
    taken_down(page, "周明", "请求支付拖欠的工资。")
    expect(page.locator("#away-list li")).to_have_count(1)
    lost: list[str] = []

    def lose(route: object) -> None:
        """Let the first sending arrive, and its answer break off."""
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/desk/register/", lose)
    page.context.set_offline(False)
    page.wait_for_function(f"{KEPT}.length === 1")
    page.wait_for_timeout(1500)
    assert lost
    assert len(page.evaluate(KEPT)) == 1
    page.reload()
    expect(page.locator("#away-list li[data-sent]")).to_have_count(1, timeout=20000)
    assert petitions() == before + 1


def test_what_is_not_taken_in_stays_and_is_opened_to_be_corrected(page: Page) -> None:
    page.goto("/desk/register/")
    page.context.set_offline(True)
    page.locator("input[name=name]").fill("周明")
    page.locator("button[name=register]:visible").last.click()
    expect(page.locator("#away-list li")).to_have_count(1)
    page.context.set_offline(False)
    expect(page.locator("#away-list li")).to_contain_text("没有登记成功", timeout=20000)
    page.locator("#away-list button", has_text="打开").click()
    expect(page.locator("input[name=name]")).to_have_value("周明")
    assert len(page.evaluate(KEPT)) == 1


def test_whoever_else_signs_in_on_the_device_sees_nothing_of_it(page: Page, hall: Hall) -> None:
    page.goto("/desk/register/")
    page.context.set_offline(True)
    taken_down(page, "周明", "请求支付拖欠的工资。")
    expect(page.locator("#away-list li")).to_have_count(1)
    page.context.set_offline(False)
    page.route(
        "**/desk/register/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    with transaction.atomic():
        kept = hall["screener"].client().cookies
    page.context.clear_cookies()
    here = page.url.split("/desk")[0]
    page.context.add_cookies(
        [{"name": c.key, "value": c.value, "url": here} for c in kept.values()]
    )
    page.goto("/desk/register/")
    expect(page.locator("#away")).to_be_hidden()
