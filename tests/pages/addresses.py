"""Every address of the system, and what a stranger to it could write into its forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

#: Numbers that are nobody's: one too large for a row, one too large for a column.
NOBODYS = (2**31, 10**30)
#: What no box expects: nothing at all, what a database cannot hold, what counts backwards or never.
ODD = ("\x00' <b>龘²" * 9, "99999999999999999999", "-1", "9999-12-31T23:59")
#: The same in every box at once: more than a column holds, more digits than Python reads, and the
#: first and the last day there is.
EVERYWHERE = ("长" * 5000, "9" * 5000, "0001-01-01", "9999-12-31")
_LINK = re.compile(r'(?:href|hx-get|data-url)="(/[^"#]*)')
_NOT_PAGES = ("/static/", "/i18n/", "/account/logout")


@dataclass
class Form:
    """A form of a page: where it goes, and its boxes with what they hold."""

    action: str
    boxes: dict[str, str] = field(default_factory=dict)


def patterns(prefix: str = "", inside: Any = None) -> Iterator[tuple[str, dict[str, Any], str]]:  # noqa: ANN401  # Django's own
    """Yield each address as a template, with its parts, and the door that it belongs to."""
    for one in inside or get_resolver().url_patterns:
        here = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(here, one.url_patterns)
        elif isinstance(one, URLPattern):
            yield here, one.pattern.converters, str(one.name)


def filled(template: str, parts: dict[str, Any], value: Callable[[str, str], object]) -> str:
    """Return an address with a value for each of its parts."""
    for name, converter in parts.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        template = re.sub(f"<[a-z]+:{name}>", str(value(name, kind)), template)
    return "/" + template


def links(html: str) -> list[str]:
    """Return the pages of ours to which a page leads."""
    found = (one.replace("&amp;", "&") for one in _LINK.findall(html))
    return [one for one in dict.fromkeys(found) if not one.startswith(_NOT_PAGES)]


class _Forms(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.found = here, list[Form]()
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._open = Form(given.get("action") or self.here)
            self.found.append(self._open)
        elif self._open and given.get("name") and tag in {"input", "select", "textarea", "button"}:
            kept = self._open.boxes.get(given["name"], "")
            self._open.boxes[given["name"]] = kept or given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms(here: str, html: str) -> list[Form]:
    """Return the forms of a page that write."""
    reader = _Forms(here)
    reader.feed(html)
    return [form for form in reader.found if not form.action.startswith(_NOT_PAGES)]


def odd(form: Form) -> Iterator[dict[str, str]]:
    """Yield what can be sent instead of an honest answer: odd things by turns, one, nothing."""
    for turn in (0, 1):
        yield {
            name: value if name in {"do", "send"} else ODD[(place + turn) % len(ODD)]
            for place, (name, value) in enumerate(form.boxes.items())
        }
    for value in EVERYWHERE:
        yield {name: had if name in {"do", "send"} else value for name, had in form.boxes.items()}
    yield {}


def undone(client: Client, url: str, sent: dict[str, Any] | None = None) -> Any:  # noqa: ANN401  # Django's own
    """Ask for a page, or send a form, and take back whatever it has written."""
    with transaction.atomic():
        answer = client.get(url) if sent is None else client.post(url, sent)
        transaction.set_rollback(True)
    return answer
