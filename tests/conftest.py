"""What every test stands on."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.test.signals import template_rendered
from django.utils import translation
from jinja2 import Template
from playwright.sync_api import Browser, Page, sync_playwright
from tests import ground

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
HOW_TO_GET_IT = "No Chromium: apt-get install chromium fonts-noto-cjk (./test does it for root)."


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> Iterator[None]:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    with django_db_blocker.unblock(), ground.database(worker):
        yield


@pytest.fixture(scope="session", autouse=True)
def _told_what_pages_are_drawn_with() -> Iterator[None]:
    """Show the test client the context of our pages; Django does so for its own templates only."""
    draw = Template.render

    def told(self: Template, context: dict[str, Any]) -> str:
        if not str(self.name).startswith("django/forms/"):
            template_rendered.send(sender=self, template=self, context=context)
        return draw(self, context)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Template, "render", told)
        yield


@pytest.fixture(autouse=True)
def _language_left_behind() -> None:
    """Begin in the district's language; a request of a test before may have chosen another."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _queue_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    mark = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (mark and mark.kwargs.get("transaction")):
        request.getfixturevalue("django_db_blocker")
        with request.getfixturevalue("django_db_blocker").unblock():
            ground.empty_queue()


@pytest.fixture(autouse=True)
def _pages_at_rest(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty no table while a closed window's last request still reads it: one would fail."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    ground.await_quiet()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all browser tests of this process."""
    if CHROMIUM is None:
        pytest.skip(HOW_TO_GET_IT)
    # Playwright's loop runs in this thread; the tests' own queries are not async all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a fresh window, in Chinese; a test fails when a script on its page breaks."""
    context = browser.new_context(locale="zh-CN")
    opened = context.new_page()
    broken: list[str] = []
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    context.close()
    assert not broken


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what stays: the tests, and all that they import."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that browser tests were left out, and how to get them back."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(HOW_TO_GET_IT in str(report.longrepr) for report in skipped):
        terminalreporter.write_sep("!", f"BROWSER TESTS SKIPPED. {HOW_TO_GET_IT}", red=True)
