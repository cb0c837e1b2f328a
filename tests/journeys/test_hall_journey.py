"""Several browsers in a hall: a phone, the screen, the guide, the lawyer, the mediator."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from psycopg.conninfo import make_conninfo
from pytest_django.live_server_helper import LiveServer
from tests import make
from tests.ops.running import wait
from tests.rooms.halls import Hall, a_hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.ops.database import address
from yimen.people.models import Staff
from yimen.rooms.hall.models import Hours
from yimen.rooms.mediation.models import Committee, Mediator

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1920, "height": 1080}
A_SECOND = 1000
Open = Callable[..., Page]


@pytest.fixture
def hall(transactional_db: None) -> Hall:  # noqa: ARG001  # the hall stands in the database
    with transaction.atomic():
        found = a_hall(make.a_district())
        act_as(SYSTEM)
        Hours.objects.all().delete()
        for day in range(1, 8):
            Hours.objects.create(place=found.place, weekday=day, opens="0:00", closes="23:59:59")
        for role in ("receptionist", "lawyer", "mediator"):
            found.people[role] = make.an_officer(
                found.district, role, found.district.bureau, name=role
            )
        act_as(SYSTEM)
        committee = Committee.objects.create(
            name="一门区人民调解委员会", mark="一", organ=found.district.bureau,
            region=found.district.region, address="一门路1号",
        )  # fmt: skip
        Mediator.objects.create(committee=committee, staff_id=found.people["mediator"].id)
    return found


@pytest.fixture
def news(hall: Hall, settings: Any) -> Iterator[int]:  # noqa: ANN401, ARG001  # pytest's; its database
    """Serve the news for screens as `./start` does, beside the pages."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.YIMEN_LIVE = f":{port}"
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    hears = {"connect-src": [*directives["connect-src"], f"*:{port}"]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**directives, **hears}}
    where: dict[str, Any] = {**address(), "dbname": connection.settings_dict["NAME"]}
    started = subprocess.Popen(
        [sys.executable, "-m", "yimen.ops.cli", "live", "--port", str(port), "--host", "127.0.0.1"],
        env={
            **os.environ,
            "DATABASE_URL": make_conninfo(**where),
            "DJANGO_SETTINGS_MODULE": "yimen.ops.settings",
        },
    )

    def answers() -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        with contextlib.closing(asked), contextlib.suppress(OSError, http.client.HTTPException):
            asked.request("GET", "/live/0/")
            return asked.getresponse().status == 200
        return False

    wait(answers)
    yield port
    started.terminate()
    started.wait(timeout=20)


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, hall: Hall) -> Iterator[Open]:
    """Open windows, of visitors or of officers; no script on their pages may break."""
    contexts, broken = [], []

    def open_one(role: str = "", *, size: Any = SCREEN) -> Page:  # noqa: ANN401  # a size
        context = browser.new_context(viewport=size, locale="zh-CN", base_url=live_server.url)
        contexts.append(context)
        if role:
            client = Client()
            with transaction.atomic():
                staff = Staff.objects.get(pk=hall.people[role].id)
                client.force_login(staff, backend="yimen.people.backend.StaffBackend")
            context.add_cookies(
                [{"name": c.key, "value": c.value, "url": live_server.url}
                 for c in client.cookies.values()]
            )  # fmt: skip
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not broken


@pytest.mark.usefixtures("news")
def test_a_number_leads_from_the_door_by_guide_and_lawyer_to_a_signed_agreement(
    hall: Hall, opened: Open
) -> None:
    phone, screen = opened(size=PHONE), opened()
    with screen.expect_request("**/screen/?part=1") as asked:
        screen.goto(f"/hall/{hall.place.pk}/screen/")
    assert asked.value.headers["hx-request"] == "true"  # it keeps no empty chair's session awake
    phone.goto(f"/hall/{hall.place.pk}/take/")
    phone.locator("input[name=point][value=guidance]").check()
    phone.get_by_role("button", name="取号").last.click()
    number = phone.locator(".slip-number").inner_text()
    for role, onward in (("receptionist", "legal_aid"), ("lawyer", "mediation"), ("mediator", "")):
        officer = opened(role)
        sits_at = {"receptionist": "guidance", "lawyer": "legal_aid", "mediator": "mediation"}[role]
        officer.goto(f"/desk/rooms/hall/{hall.place.pk}/")
        window = hall.windows[sits_at].pk
        officer.locator(f"form:has(input[name=window][value='{window}']) button").click()
        officer.locator("form:has(input[name=do][value=next]) button").click()
        expect(screen.locator("#board")).to_contain_text(number, timeout=A_SECOND)
        expect(phone.locator(".slip-called .slip-number")).to_have_text(number, timeout=A_SECOND)
        officer.locator("form:has(input[name=do][value=receive]) button").click()
        officer.locator("#hall-now a.btn-primary").click()
        officer.locator("[name=then]").select_option(onward)
        officer.locator("main form button[type=submit]").first.click()
        expect(officer.locator(".messages")).to_contain_text(number)
    settles(phone, opened(size=PHONE), officer)


def settles(phone: Page, other: Page, mediator: Page) -> None:
    """Ask for mediation, agree to it on two phones, and sign what the mediator drafted."""
    phone.goto("/mediation/")
    phone.locator("[name=kind]").select_option("neighbours")
    phone.locator("[name=dispute]").fill("楼上漏水三个月，天花板发霉。")
    phone.locator("[name=name]").fill("周明")
    phone.locator("[name=other_name]").fill("吴海")
    phone.locator("[name=has_read]").check()
    phone.locator("main form.sheet button[type=submit]").first.click()
    expect(phone.locator("h1")).to_contain_text("等待各方同意")
    mediator.goto("/desk/rooms/mediation/")
    mediator.locator("main .lines a").first.click()
    case = mediator.url
    mediator.locator("form:has(input[name=do][value=code]) button").last.click()
    code = mediator.locator(".slip-number").inner_text()
    other.goto("/mediation/case/")
    other.locator("[name=code]").fill(code)
    other.locator("main form.sheet button[type=submit]").click()
    other.locator("[name=wishes][value=yes]").check()
    other.locator("[name=has_read]").check()
    other.locator("form:has(input[name=do][value=consent]) button").click()
    mediator.goto(case)
    mediator.locator("[name=mediators]").check()
    mediator.locator("form:has(input[name=do][value=begin]) button").click()
    expect(mediator.locator(".page-head")).to_contain_text("调解中")
    form = mediator.locator("details:has(input[name=do][value=agree])")
    form.locator("summary").click()
    for field, words in (("facts", "水管漏水。"), ("points", "由谁修。"), ("terms", "乙方修好。")):
        form.locator(f"[name={field}]").fill(words)
    form.locator("button[type=submit]").click()
    for side in (phone, other):
        side.goto("/mediation/case/")
        side.locator("form:has(input[name=do][value=sign]) button").click()
        expect(side.locator(".messages")).to_contain_text("签名")
    mediator.goto(case)
    mediator.locator("form:has(input[name=do][value=force]) button").click()
    phone.goto("/mediation/case/")
    expect(phone.locator("#main")).to_contain_text("起生效")
