"""Take one petition down the whole road over HTTP, as a citizen and four officers would.

Each step is printed as it is done; the first that fails ends the walk. Needs the demo district.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import click
import mechanicalsoup
from bs4 import Tag
from requests import Response

from yimen.base.time import local_day, now
from yimen.law.clock import due
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.ops.demo import password
from yimen.ops.saying import say

PATIENCE = 60
REQUEST = "请修好社区北门到公交站的路灯"
FACTS = "十盏路灯有七盏不亮，晚上孩子放学要摸黑走。"
ORGAN = "城市管理和综合执法局"
PDF = b"%PDF"


class StepFailedError(Exception):
    """A page was not as it should be."""

    def __init__(self, where: object, *said: object) -> None:
        """Say which page, and what it said instead."""
        super().__init__(f"{where}: {' '.join(map(str, said))}")


@dataclass
class Visitor:
    """One person at one browser."""

    base: str
    browser: mechanicalsoup.StatefulBrowser = field(
        default_factory=lambda: mechanicalsoup.StatefulBrowser(
            soup_config={"features": "html.parser"}
        )
    )

    def open(self, path: str) -> Response:
        """Open a page, which must be there."""
        url = path if path.startswith("http") else self.base.rstrip("/") + path
        return self._checked(self.browser.open(url))

    def send(self, form: str, button: str = "", /, **said: object) -> Response:
        """Fill in the form that holds a field of this name, and send it by a button, if named."""
        found = next(
            (f for f in self.page.find_all("form") if f.select_one(f'[name="{form}"]')), None
        )
        if found is None:
            raise StepFailedError(self.browser.url, "no form asks for", form)
        chosen = self.browser.select_form(found)
        for name, value in said.items():
            chosen[name.replace("__", "-")] = value
        if button:
            chosen.choose_submit(found.select_one(f'[name="{button}"]'))
        return self._checked(self.browser.submit_selected())

    def press(self, form: Tag | None) -> Response:
        """Send a form as it stands."""
        if form is None:
            raise StepFailedError(self.browser.url, "there is nothing to press")
        self.browser.select_form(form)
        return self._checked(self.browser.submit_selected())

    @property
    def page(self) -> Tag:
        """The page that is open now."""
        page = self.browser.page
        if not isinstance(page, Tag):
            raise StepFailedError(self.browser.url, "no page")
        return page

    def links(self, pattern: str) -> list[str]:
        """Return the addresses on the page that fit a pattern."""
        found = (str(a["href"]) for a in self.page.find_all("a", href=True))
        return [href for href in found if re.search(pattern, href)]

    def text(self) -> str:
        """Return what the page says."""
        return str(self.page.get_text(" ", strip=True))

    def _checked(self, response: Response) -> Response:
        wrongs = self.page.select_one(".wrongs") if self.browser.page else None
        said = wrongs.get_text(" ", strip=True) if wrongs else ""
        if said or not response.ok:
            raise StepFailedError(response.url, response.status_code, said)
        return response


@dataclass
class Walk:
    """The road of one petition, and who walks it."""

    base: str
    number: str = ""
    code: str = ""
    matter: str = ""

    def steps(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Name each step and do it; each returns what there is to say of it."""
        yield "lodge", self.lodge
        yield "receipt", self.receipt
        yield "register", lambda: self.officer("linqing", "register")
        yield "screen", lambda: self.officer("linqing", "screen", kind="claim", route="6")
        yield "forward", self.forward
        yield "accept", lambda: self.officer("fengjie", "accept")
        yield (
            "log contact",
            lambda: self.officer(
                "fengjie", "log_contact", kind="phone", words="已电话联系信访人，约定现场查看。"
            ),
        )
        yield (
            "ask for an extension",
            lambda: self.officer(
                "fengjie", "ask_extension", days="10", reason="更换电缆需要停电施工，须提前公告。"
            ),
        )
        yield "extend", lambda: self.officer("jiangping", "extend")
        yield "tell of the extension", lambda: self.letters(4)
        yield "draft the opinion", self.draft
        yield "check the opinion", lambda: self.officer("weishu", "check_opinion")
        yield "sign the opinion", lambda: self.officer("jiangping", "sign_opinion")
        yield "issue the opinion", lambda: self.officer("fengjie", "issue_opinion")
        yield "print the opinion", self.printed
        yield (
            "serve",
            lambda: self.officer(
                "fengjie", "serve", method="post", recipient="周试行", parcel="EMS1234567890CN"
            ),
        )
        yield "execute", lambda: self.officer("fengjie", "execute", proof="已修复，照片在卷。")
        yield "track, read and download", lambda: self.letters(5)
        yield "rate", self.rate
        yield "conclude", self.conclude

    def lodge(self) -> str:
        """File a petition as anybody can."""
        citizen = Visitor(self.base)
        citizen.open("/file/")
        citizen.send(
            "demands-0-request",
            "send",
            demands__0__request=REQUEST,
            demands__0__facts=FACTS,
            name="周试行",
            address="一门区河湾社区1栋",
        )
        said = citizen.text()
        number = re.search(r"\S+〔\d{4}〕\d+号", said)
        code = re.search(r"\b\d{4}[  ]\d{4}[  ]\d{4}\b", said)
        if not (number and code):
            raise StepFailedError(citizen.browser.url, "no number or query code on it")
        self.number, self.code = number[0], re.sub(r"\D", "", code[0])
        return self.number

    def receipt(self) -> str:
        """Wait for the worker's first letter."""
        return self.letters(1)

    def forward(self) -> str:
        """Forward it to the organ that is competent for street lamps."""
        officer = self._at("linqing", "forward")
        option = officer.page.find("option", string=re.compile(ORGAN))
        if not isinstance(option, Tag):
            raise StepFailedError(officer.browser.url, ORGAN, "is not offered")
        officer.send("to", to=str(option["value"]))
        return ORGAN

    def officer(self, name: str, act: str, /, **said: object) -> str:
        """Do one act as one officer, by its button on the petition's page."""
        officer = self._at(name, act)
        field_name = next(iter(said), "csrfmiddlewaretoken")
        if field_name == "csrfmiddlewaretoken":
            self._press(officer, act)
        else:
            officer.send(field_name, **said)
        return name

    def draft(self) -> str:
        """Draft an opinion that supports the demand."""
        officer = self._at("fengjie", "draft_opinion")
        names = [str(box["name"]) for box in officer.page.select("[name]")]
        called = {name.rpartition("-")[2]: name for name in names}
        said = {
            "facts_found": "经现场查看，七盏路灯因电缆老化断电。",
            "evidence": "现场查看记录、照片",
            "reasons": "市政照明应当保持完好。",
            "result": "supported",
            "basis": "《城市照明管理规定》第二十条",
            "duty": "更换电缆",
        }
        today = local_day(now())
        said["duty_by"] = due(today, LIMITS.on("execution", today), DAYS).on.isoformat()
        filled = {called[name].replace("-", "__"): value for name, value in said.items()}
        officer.send(called["facts_found"], "submit", **filled)
        return "fengjie"

    def letters(self, least: int) -> str:
        """Wait until the petitioner has so many letters; read each, download each."""
        found: list[str] = []
        for _ in range(PATIENCE):
            citizen = self.petitioner()
            found = sorted(set(citizen.links(r"/letters/\d+/$")))
            if len(found) >= least:
                for href in found:
                    citizen.open(href)
                    if not citizen.browser.open(
                        f"{self.base.rstrip('/')}{href}pdf/"
                    ).content.startswith(PDF):
                        raise StepFailedError(href, "not a PDF")
                return say("{n} letters").format(n=len(found))
            time.sleep(1)
        raise StepFailedError(
            self.base, f"{least} letters expected, {len(found)} there after {PATIENCE} s"
        )

    def printed(self) -> str:
        """Wait until the opinion can be served: no paper, no service."""
        for _ in range(PATIENCE):
            officer = self._signed_in("fengjie")
            officer.open(self.matter)
            if officer.page.find("a", href=re.compile(r"/letters/"), string=re.compile("意见书")):
                return "信访处理意见书"
            time.sleep(1)
        raise StepFailedError(self.base, f"the opinion was not printed within {PATIENCE} s")

    def rate(self) -> str:
        """Rate the organ that answered."""
        citizen = self.petitioner()
        boxes = citizen.page.find_all("input", attrs={"name": re.compile(r"-level$")})
        if not boxes:
            raise StepFailedError(citizen.browser.url, "nothing to rate")
        name = str(boxes[0]["name"])
        citizen.send(name, **{name.replace("-", "__"): "satisfied"})
        return "satisfied"

    def conclude(self) -> str:
        """See that it cannot be concluded while the petitioner may still ask for a review."""
        officer = self._signed_in("fengjie")
        officer.open(self.matter)
        if "concluded" in str(officer.page.select_one(".state") or ""):
            raise StepFailedError(
                self.base, "concluded before the time to ask for a review has passed"
            )
        return say("by itself, once the time to ask for a review has passed")

    def petitioner(self) -> Visitor:
        """Open the petitioner's own page by number and query code."""
        citizen = Visitor(self.base)
        citizen.open("/track/")
        citizen.send("number", number=self.number, query_code=self.code)
        return citizen

    def _at(self, name: str, act: str) -> Visitor:
        """Sign somebody in, find the petition, follow the button of an act."""
        officer = self._signed_in(name)
        if not self.matter:
            officer.open(f"/desk/search/?q={self.number}")
            self.matter = officer.links(r"^/desk/matters/\d+/$")[0]
        officer.open(self.matter)
        buttons = officer.links(rf"/{act}/\d+/")
        if not buttons:
            raise StepFailedError(self.base, f"{name} is not offered {act} on {self.matter}")
        officer.open(buttons[0])
        return officer

    def _press(self, officer: Visitor, act: str) -> None:
        """Send the form of an act that asks for nothing, or its button where there are several."""
        if officer.page.select_one(f'[name="{act}"]'):
            officer.send(act, act)
        else:
            found = officer.page.find("form", action=re.compile(f"/{act}/"), method="post")
            officer.press(found if isinstance(found, Tag) else None)

    def _signed_in(self, name: str) -> Visitor:
        officer = Visitor(self.base)
        officer.open("/account/login/")
        officer.send("login", login=name, password=password())
        return officer


def main(base: str) -> int:
    """Walk the road and print each step; return 0 when it was walked to its end."""
    for name, do in Walk(base).steps():
        started = time.perf_counter()
        try:
            said = do()
        except (StepFailedError, mechanicalsoup.LinkNotFoundError, IndexError) as failed:
            click.echo(f"✗ {say(name)}: {failed}", err=True)
            return 1
        click.echo(f"✓ {say(name)}: {said} ({time.perf_counter() - started:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
