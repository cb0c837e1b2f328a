"""No template carries a script, a style or an event of its own: the content policy forbids it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import yimen

SOURCE = Path(yimen.__path__[0])
TEMPLATES = sorted(SOURCE.glob("*/jinja2/**/*.html"))
INLINE = {
    "a script of its own": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a script between the tags": re.compile(r"<script[^>]*>\s*[^<\s]", re.IGNORECASE),
    "a style sheet of its own": re.compile(r"<style\b", re.IGNORECASE),
    "a style of its own": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event of its own": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an address that is a script": re.compile(r"javascript:", re.IGNORECASE),
    "htmx that evaluates": re.compile(r"\shx-on|\shx-vals=[\"']js:", re.IGNORECASE),
    "something from another site": re.compile(
        r"(src|href|action)=[\"'](https?:)?//", re.IGNORECASE
    ),
}


def test_there_are_templates_to_read() -> None:
    assert len(TEMPLATES) > 40


def test_no_page_is_drawn_by_the_slow_engine() -> None:
    assert not sorted(SOURCE.glob("*/templates/**/*"))


@pytest.mark.parametrize("fault", sorted(INLINE))
def test_no_template_has(fault: str) -> None:
    found = [
        f"{file.name}: {match.group()}"
        for file in TEMPLATES
        if (match := INLINE[fault].search(file.read_text(encoding="utf-8")))
    ]
    assert not found


@pytest.mark.parametrize(
    ("fault", "bad", "good"),
    [
        ("a script of its own", "<script>x()</script>", '<script src="a.js" defer></script>'),
        (
            "a script between the tags",
            '<script src="a.js">x()</script>',
            '<script src="a.js"> </script>',
        ),
        ("a style of its own", '<p style="color: red">', '<p class="style">'),
        ("an event of its own", '<a onclick="x()">', '<a data-once href="?on=1">'),
        ("htmx that evaluates", '<a hx-on:click="x()">', '<a hx-get="/x/">'),
        ("something from another site", '<img src="//cdn.example/x">', '<img src="/static/x">'),
    ],
)
def test_the_rule_tells_bad_from_good(fault: str, bad: str, good: str) -> None:
    assert INLINE[fault].search(bad)
    assert not INLINE[fault].search(good)
