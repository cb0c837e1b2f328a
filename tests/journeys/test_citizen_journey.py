"""A citizen with a telephone: she files with three photographs, keeps her receipt, follows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.documents.paper_samples import jpeg, pdf
from tests.pages import citizen
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.ops.places import NODE_MODULES

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
PAPERS: list[FilePayload] = [
    {"name": "路灯.jpg", "mimeType": "image/jpeg", "buffer": jpeg(width=60)},
    {"name": "台阶.jpg", "mimeType": "image/jpeg", "buffer": jpeg(width=80)},
    {"name": "物业合同.pdf", "mimeType": "application/pdf", "buffer": pdf()},
]
GRAVE = {"serious", "critical"}


@pytest.fixture
def hall(transactional_db: None) -> Hall:  # noqa: ARG001  # the hall stands in the database
    with transaction.atomic():
        return halls.a_hall()


@pytest.fixture
def open_phone(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open windows the size of a telephone; no script on their pages may break."""
    contexts = []
    broken: list[str] = []

    def opened(language: str = "zh-CN", *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport=PHONE,
            locale=language,
            java_script_enabled=scripts,
            base_url=live_server.url,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not broken


def faults(page: Page) -> list[str]:
    """Return what is gravely wrong with a page for those who do not see it or use no mouse."""
    axe = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html']}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]


def fits(page: Page) -> bool:
    """Say whether nothing sticks out to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def write(page: Page) -> None:
    page.get_by_label("您要求什么？").fill("请修好小区门口的路灯")
    page.get_by_label("事情的经过").fill("九月起坏了三盏，晚上看不见台阶。")
    page.get_by_label("您的姓名").fill("赵秀英")
    page.get_by_label("您的住址").fill("幸福路8号")


@pytest.mark.usefixtures("hall")
def test_she_files_with_three_papers_keeps_the_receipt_and_follows_it(
    open_phone: Callable[..., Page],
) -> None:
    page = open_phone()
    page.goto("/")
    page.get_by_role("link", name=re.compile("我要信访.*三分钟")).click()
    write(page)
    page.get_by_role("button", name="再加一项诉求").click()
    expect(page.locator("textarea[name=demands-1-request]")).to_be_focused()
    page.locator("textarea[name=demands-1-request]").fill("请退还公摊电费")
    page.locator("textarea[name=demands-1-facts]").fill("收了两年。")
    page.get_by_label("添加附件").set_input_files(PAPERS[:2])
    expect(page.get_by_text("台阶.jpg")).to_be_visible()
    page.get_by_label("添加附件").set_input_files(PAPERS[2:])
    expect(page.get_by_text("物业合同.pdf")).to_be_visible()
    expect(page.get_by_text("路灯.jpg")).to_be_visible()
    expect(page.get_by_label("您的姓名")).to_have_value("赵秀英")
    assert faults(page) == []
    page.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("您的信访件已收到")
    number = page.locator("#the-number").inner_text()
    code = page.locator("#the-code").inner_text()
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", code)
    assert faults(page) == []
    assert fits(page)
    with transaction.atomic():
        petition = citizen.latest()
        assert [paper.name for paper in citizen.papers(petition)] == [p["name"] for p in PAPERS]
        assert len(citizen.asked(petition)) == 2
    halls.print_letters()
    expect(page.get_by_role("link", name="保存为PDF")).to_be_visible(timeout=10_000)
    with page.expect_download() as saved:
        page.get_by_role("link", name="保存为PDF").click()
    assert saved.value.suggested_filename.endswith(".pdf")

    again = open_phone()
    again.goto("/track/")
    again.get_by_label("编号").fill(number)
    again.get_by_label("查询码").fill(code)
    again.get_by_role("button", name="查询").click()
    expect(again.get_by_role("heading", level=1)).to_contain_text("已经收到")
    expect(again.get_by_text("物业合同.pdf")).to_be_visible()
    assert faults(again) == []
    assert fits(again)


def test_she_files_and_follows_it_where_no_script_runs(
    hall: Hall, open_phone: Callable[..., Page]
) -> None:
    page = open_phone(scripts=False)
    page.goto("/file/")
    page.get_by_label("您要求什么？").fill("请修好小区门口的路灯")
    page.get_by_role("button", name="再加一项诉求").click()
    expect(page.locator(".demand")).to_have_count(2)
    page.get_by_role("button", name="删除诉求2").click()
    page.get_by_label("事情的经过").fill("坏了。")
    page.get_by_label("添加附件").set_input_files(PAPERS[0])
    page.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("alert")).to_contain_text("请填写您的姓名")
    expect(page.get_by_text("路灯.jpg")).to_be_visible()
    page.get_by_label("您的姓名").fill("赵秀英")
    page.get_by_label("您的住址").fill("幸福路8号")
    page.get_by_role("button", name="提交", exact=True).last.click()
    page.get_by_role("link", name="查询办理进度").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已经收到")
    assert hall


def test_she_reads_her_answer_with_the_keyboard_alone_and_rates_it(
    hall: Hall, open_phone: Callable[..., Page]
) -> None:
    with transaction.atomic():
        opinion = halls.issued(hall)
        petition = halls.petition_of(opinion.petition_id)
        number, code = petition.number, citizen.code_of(petition)
    page = open_phone()
    page.goto("/track/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.get_by_label("编号").focus()
    page.keyboard.type(number)
    page.keyboard.press("Tab")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("答复已经作出")
    assert faults(page) == []
    page.get_by_role("link", name="查看答复").press("Enter")
    expect(page.get_by_text("自今天起30日内可以请求复查")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="确认收到并阅读").press("Enter")
    expect(page.get_by_text("路灯确已损坏")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="返回我的信访事项").press("Enter")
    box = page.locator(".rate").first
    box.get_by_label(re.compile("基本满意|Basically")).press("Space")
    box.get_by_label("为什么？").fill("修得慢")
    box.get_by_role("button", name="提交评价").press("Enter")
    expect(page.get_by_text("评价已提交，谢谢您。")).to_be_visible()
    expect(page.get_by_text("您现在的评价").first).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("address", ["/", "/help/", "/file/", "/track/"])
@pytest.mark.usefixtures("hall")
def test_open_pages_fit_a_telephone_and_have_no_grave_fault(
    open_phone: Callable[..., Page], address: str, language: str
) -> None:
    page = open_phone(language)
    page.goto(address)
    assert faults(page) == []
    assert fits(page)
    page.goto(f"/look/?text=large&next={address}")
    assert faults(page) == []
    assert fits(page)


@pytest.mark.usefixtures("hall")
def test_what_is_wrong_is_announced_and_led_to(open_phone: Callable[..., Page]) -> None:
    page = open_phone()
    page.goto("/file/")
    write(page)
    page.get_by_label("您的姓名").fill("")
    page.get_by_role("button", name="提交", exact=True).last.click()
    wrongs = page.locator(".wrongs")
    expect(wrongs).to_be_focused()
    assert faults(page) == []
    wrongs.get_by_role("link", name="请填写您的姓名").click()
    expect(page.get_by_label("您的姓名")).to_be_focused()
