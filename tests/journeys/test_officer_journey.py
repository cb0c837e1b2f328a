"""Officers in a real browser: a visit on its way to a served opinion, by hand and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.ops.places import NODE_MODULES

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
GRAVE = {"serious", "critical"}
SIGNED: FilePayload = {"name": "送达回证.txt", "mimeType": "text/plain", "buffer": b"x"}
OPEN_ALL = "for (const one of document.querySelectorAll('main details')) one.open = true"
Open = Callable[..., Page]


@pytest.fixture
def hall(transactional_db: None) -> Hall:  # noqa: ARG001  # the hall stands in the database
    with transaction.atomic():
        return halls.a_hall()


@pytest.fixture
def sit_down(browser: Browser, live_server: LiveServer, hall: Hall) -> Iterator[Open]:
    """Open a window in which an officer has signed in; no script on its pages may break."""
    contexts = []
    broken: list[str] = []

    def opened(role: str, *, size: dict[str, int] = DESKTOP, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            locale="zh-CN",
            java_script_enabled=scripts,
            base_url=live_server.url,
        )
        contexts.append(context)
        with transaction.atomic():
            kept = hall[role].client().cookies
        context.add_cookies(
            [{"name": c.key, "value": c.value, "url": live_server.url} for c in kept.values()]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not broken


def faults(page: Page) -> list[str]:
    """Return what is gravely wrong with a page for those who do not see it or use no mouse."""
    page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html']}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]


def fits(page: Page) -> bool:
    """Say whether nothing sticks out to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def printed() -> None:
    with transaction.atomic():
        halls.print_letters()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the hand is there; a dozen or so steps must do."""
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")  # noqa: EM102, TRY003 - said to a developer


def press(page: Page, name: str) -> None:
    """Press the button or link with this name in the page itself."""
    button = page.locator("main").get_by_role("button", name=name, exact=True)
    link = page.locator("main").get_by_role("link", name=name, exact=True)
    button.or_(link).first.click()


def test_a_visit_is_answered_by_five_officers(sit_down: Open):
    registered(sit_down("receptionist"))
    forwarded(sit_down("screener"))
    handler = sit_down("handler")
    address = drafted(handler)
    for role, button in (("legal_checker", "审核通过"), ("head", "签发意见")):
        passed_on(sit_down(role), button)
    served(handler, address)


def registered(page: Page) -> None:
    page.goto("/desk/")
    press(page, "登记")
    page.get_by_label("姓名").first.fill("何建民")
    page.get_by_label("电话").first.fill("13900139000")
    page.get_by_label("证件号码").fill("11010519491231002X")
    page.get_by_label("请求事项").fill(halls.LAMPS)
    page.get_by_label("事实和理由").fill("路灯坏了三个月，夜里很黑。")
    page.get_by_role("button", name="登记并打印回执").last.click()
    expect(page.get_by_role("heading", name="已登记")).to_be_visible()
    expect(page.locator("#the-code")).to_be_visible()
    printed()
    expect(page.get_by_role("link", name="打印回执")).to_be_visible(timeout=10_000)


def forwarded(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name=halls.LAMPS).click()
    press(page, "甄别")
    page.locator('[name="kind"][value="claim"]').check()
    page.get_by_label("信访程序").check()
    press(page, "甄别")
    press(page, "转送")
    expect(page.get_by_text("办理后会怎样")).to_be_visible()
    press(page, "转送")
    expect(page.locator(".messages")).to_contain_text("已转送")


def drafted(page: Page) -> str:
    """Accept it, look into it, write the opinion and send it to be checked."""
    page.goto("/desk/?view=unassigned")
    page.get_by_role("link", name=halls.LAMPS).click()
    press(page, "受理")
    press(page, "受理")
    expect(page.locator(".messages")).to_contain_text("还有")
    press(page, "记录联系情况")
    page.get_by_label("听到或看到的情况").fill("到现场查看，三盏路灯不亮。")
    press(page, "记录联系情况")
    press(page, "起草处理意见")
    page.get_by_label("查明的事实").fill("经现场查看，路灯确已损坏。")
    page.get_by_label("理由").fill("属于维护责任范围，应当修复。")
    page.locator('[name="findings-0-result"][value="supported"]').check()
    page.get_by_label("依据").fill("《城市照明管理规定》第二十一条")
    page.locator("#id_duty-duty").fill("市政所十日内修复")
    page.locator("#id_duty-duty_by").fill("2030-01-01")
    assert faults(page) == []
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".messages")).to_contain_text("已送法制审核")
    return page.url


def passed_on(page: Page, button: str) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name=halls.LAMPS).click()
    press(page, button)
    assert faults(page) == []
    press(page, button)
    expect(page.locator(".messages")).to_be_visible()


def served(page: Page, address: str) -> None:
    page.goto(address)
    press(page, "制发意见书")
    press(page, "制发意见书")
    printed()
    page.goto(address)
    press(page, "登记送达")
    page.get_by_label("签收人").fill("何建民")
    page.get_by_label("签收件、邮政回执或者照片").set_input_files(SIGNED)
    press(page, "登记送达")
    expect(page.locator(".messages")).to_contain_text("送达情况已记入案卷")
    expect(page.locator("main")).to_contain_text("待执行")


def test_a_visitor_is_registered_by_keyboard_alone(sit_down: Open):
    page = sit_down("receptionist")
    page.goto("/desk/")
    page.keyboard.press("n")
    page.wait_for_url("**/desk/register/")
    expect(page.locator("#id_name")).to_be_focused()
    page.keyboard.type("何建民")
    page.keyboard.press("Tab")
    page.keyboard.type("13900139000")
    page.keyboard.press("Tab")
    page.keyboard.type("11010519491231002X")
    page.keyboard.press("Tab")
    page.keyboard.type("一门区幸福路18号")
    tab_to(page, "#id_demands-0-request")
    page.keyboard.type("请修好幸福路的路灯")
    tab_to(page, ".sticky-foot button[accesskey=s]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="已登记")).to_be_visible()
    tab_to(page, "a[accesskey=n]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/register/")


def test_earlier_matters_appear_while_one_types(sit_down: Open, hall: Hall):
    with transaction.atomic():
        earlier = halls.lodged(hall, name="欧阳文静")
    page = sit_down("receptionist")
    page.goto("/desk/register/")
    page.locator("#id_name").press_sequentially("欧阳文静")
    panel = page.locator("#earlier")
    expect(panel).to_contain_text(earlier.number)
    panel.get_by_role("checkbox").check()
    page.locator("#id_phone").press_sequentially("13800138000")
    expect(panel).to_contain_text("电话号码相同")
    expect(panel.get_by_role("checkbox")).to_be_checked()
    assert faults(page) == []


def test_rows_are_added_in_place_and_files_stay_chosen(sit_down: Open):
    page = sit_down("receptionist")
    page.goto("/desk/register/")
    paper = {"name": "说明.txt", "mimeType": "text/plain", "buffer": b"x"}
    page.locator("#id_attachments").set_input_files(paper)  # type: ignore[arg-type]  # as documented
    page.locator("#id_demands-0-request").fill("第一件")
    page.get_by_role("button", name="再加一项诉求").click()
    second = page.locator("#id_demands-1-request")
    expect(second).to_be_focused()
    second.fill("第二件")
    assert page.evaluate("document.getElementById('id_attachments').files.length") == 1
    page.get_by_role("button", name="删除诉求1").or_(page.get_by_label("删除诉求1")).first.click()
    expect(page.locator("#id_demands-0-request")).to_have_value("第二件")


def test_keys_lead_through_the_desk(sit_down: Open, hall: Hall):
    with transaction.atomic():
        for _ in range(3):
            halls.registered(hall)
    page = sit_down("screener")
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    row = page.locator("[data-row]").nth(1).locator("[data-open]")
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/matters/*/")
    page.keyboard.press("1")
    expect(page.locator("[data-act-key='1']")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/screen/*/")
    page.goto("/desk/")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("路灯")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    expect(page.locator("mark").first).to_have_text("路灯")


def test_reading_and_filing_need_no_scripts(sit_down: Open):
    page = sit_down("receptionist", scripts=False)
    page.goto("/desk/register/")
    page.locator("#id_name").fill("何建民")
    page.locator("#id_phone").fill("13900139000")
    page.locator("#id_demands-0-request").fill("第一件")
    page.get_by_role("button", name="再加一项诉求").click()
    page.locator("#id_demands-1-request").fill("第二件")
    page.get_by_role("button", name="登记并打印回执").last.click()
    expect(page.get_by_role("heading", name="已登记")).to_be_visible()
    press(page, "打开该事项")
    expect(page.locator("main")).to_contain_text("第二件")
    page.locator("details.why summary").first.click()
    expect(page.locator(".why-days").first).to_be_visible()


def test_on_a_phone_the_place_where_one_is_stands_in_sight(sit_down: Open):
    page = sit_down("screener", size=PHONE)
    page.goto("/desk/")
    last = page.locator(".side a.place").last
    expect(last).not_to_be_in_viewport()
    page.goto(last.get_attribute("href") or "")
    expect(last).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_gravely_wrong_and_nothing_sticks_out(
    sit_down: Open, hall: Hall, size: dict[str, int]
):
    long = "关于幸福花园二期业主反映开发商延期交房、虚假宣传和物业公司违规收费等一系列问题的诉求"
    with transaction.atomic():
        handled = halls.handled(hall, asks=3, name=long)
        drafted = halls.drafted(hall)
        served = halls.issued(hall)
        fresh = halls.screened(hall)
        demand, waiting = halls.demand_of(handled), halls.demand_of(fresh)
        party = handled.parties.get()
    at_organ, here = sit_down("handler", size=size), f"/desk/matters/{handled.pk}"
    for url in (
        "/desk/",
        "/desk/?view=answered",
        f"{here}/",
        f"{here}/draft_opinion/{demand.pk}/",
        f"{here}/log_contact/{demand.pk}/",
        f"{here}/ask_extension/{demand.pk}/",
        f"{here}/attach/{handled.pk}/",
        f"{here}/parties/{party.pk}/",
        f"/desk/matters/{drafted.petition_id}/opinions/{drafted.pk}/",
        f"/desk/matters/{served.petition_id}/serve/{served.pk}/",
        "/desk/register/",
        "/desk/search/?q=路灯",
        "/desk/keys/",
    ):
        at_organ.goto(url)
        at_organ.evaluate(
            "for (const d of document.querySelectorAll('main details')) d.open = true"
        )
        assert faults(at_organ) == [], url
        assert fits(at_organ), url
    at_bureau = sit_down("screener", size=size)
    for act in ("screen", "forward", "assign"):
        at_bureau.goto(f"/desk/matters/{fresh.pk}/{act}/{waiting.pk}/")
        assert faults(at_bureau) == [], act
        assert fits(at_bureau), act
    at_head = sit_down("head", size=size)
    for url in ("/desk/", f"{here}/reads/", f"{here}/hand_over/{demand.pk}/"):
        at_head.goto(url)
        assert faults(at_head) == [], url
        assert fits(at_head), url


def test_two_officers_press_at_the_same_moment_and_the_second_is_told(sit_down: Open, hall: Hall):
    with transaction.atomic():
        petition = halls.screened(hall)
        demand = halls.demand_of(petition)
        hall.officers["second"] = halls.an_officer("screener", hall.bureau, "ym-second", "高翔")
    pages = [sit_down("screener"), sit_down("second")]
    for page in pages:
        page.goto(f"/desk/matters/{petition.pk}/forward/{demand.pk}/")
        page.get_by_label("给接收单位的说明").fill("请尽快办理")
    press(pages[0], "转送")
    expect(pages[0].locator(".messages")).to_contain_text("已转送")
    press(pages[1], "转送")
    expect(pages[1].get_by_role("alert")).to_contain_text(hall["screener"].staff.name)
    expect(pages[1].get_by_label("给接收单位的说明")).to_have_value("请尽快办理")
