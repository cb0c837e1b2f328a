"""Make the screenshots of the README from the demo district: docs/images/shoot.py [FOLDER].

Starts Yimen on a data folder of its own, looks at it in Chromium, stops it, and removes the folder.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PORT = 8137
ADDRESS = f"http://127.0.0.1:{PORT}"
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STORY = "gym"
ASK = f"""
from yimen.ops.demo import password
from yimen.access.rls import act_as; from yimen.access.actor import SYSTEM
from yimen.base.seal import unseal
from yimen.registry.models import Petition
from django.db import transaction
with transaction.atomic():
    act_as(SYSTEM)
    found = Petition.objects.get(source="demo", external_number="{STORY}")
    print(password(), found.number, unseal(found.code_sealed), sep="|")
"""


def main(folder: Path) -> None:
    """Shoot the desk at 1440 pixels and a citizen's page at 1024."""
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "YIMEN_DATA": data}
        served = subprocess.Popen(
            [ROOT / "start", "--port", str(PORT), "--data", data], env=environment
        )
        try:
            _wait()
            asked = subprocess.run(
                [ROOT / ".venv/bin/yimen", "django", "shell", "--no-imports", "-c", ASK],
                env=environment,
                check=True,
                capture_output=True,
                text=True,
            )
            password, number, code = asked.stdout.strip().splitlines()[-1].split("|")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
                _desk(browser, folder, password)
                _track(browser, folder, number, code)
                browser.close()
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(60)


def _desk(browser: Browser, folder: Path, password: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 860}, locale="zh-CN")
    page.goto(f"{ADDRESS}/desk/")
    page.fill("[name=login]", "heyuan")
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#desk-list")
    page.screenshot(path=folder / "desk.png")
    page.close()


def _track(browser: Browser, folder: Path, number: str, code: str) -> None:
    page = browser.new_page(viewport={"width": 1024, "height": 1100}, locale="zh-CN")
    page.goto(f"{ADDRESS}/track/")
    page.fill("[name=number]", number)
    page.fill("[name=query_code]", code)
    page.press("[name=query_code]", "Enter")
    page.wait_for_selector(".timeline")
    page.screenshot(path=folder / "track.png")
    page.close()


def _wait() -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{ADDRESS}/healthz", timeout=2)
        except OSError:
            time.sleep(1)
        else:
            return
    raise SystemExit("Yimen did not come up")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
