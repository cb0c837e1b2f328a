"""The letter on the screen says what the letter on paper says."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from tests.documents import letter_samples as sample

from yimen import documents
from yimen.base.errors import Refused
from yimen.documents import content, names, refusing, relief
from yimen.documents.web import render_html
from yimen.documents.wording import write

HOME = Path(documents.__file__).parent
TEMPLATES = HOME / "jinja2"
CATALOGUE = HOME / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
REFUSALS = (refusing, relief)  # every module here that refuses is loaded
EVERY = [pytest.param(letter, id=kind.value) for kind, letter in sample.SAMPLES.items()]


def plain(page: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


@pytest.mark.parametrize("letter", EVERY)
def test_the_page_says_every_word_of_the_letter(letter: content.Letter):
    words = plain(render_html(letter))
    for text in write(letter).texts():
        assert "".join(text.split()) in words


@pytest.mark.parametrize("letter", EVERY)
def test_the_page_has_headings_in_order_and_no_style_or_script(letter: content.Letter):
    page = render_html(letter)
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[:2] == [2, 3]
    assert set(levels[2:]) <= {4}
    assert not re.search(r"<script|style=|on\w+=", page)
    assert re.search(r'<article[^>]* lang="zh-Hans"', page)


def test_the_heading_is_in_the_readers_language_and_the_letter_in_its_own():
    with translation.override("en"):
        page = render_html(sample.RECEIPT)
    assert "Receipt of registration" in page
    assert "in Chinese, its official language" in page
    assert "信访事项登记回执" in page
    with translation.override("zh-hans"):
        assert "official language" not in render_html(sample.RECEIPT)


def test_a_citizens_words_are_never_markup():
    page = render_html(
        replace(sample.RECEIPT, demands=("<script>alert(1)</script>\n&amp; 🙂", "二"))
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp;amp; 🙂" in page


def test_everything_the_documents_say_on_the_screen_is_said_in_chinese_too():
    with translation.override("en"):
        english = {str(name) for name in (*names.FIELDS.values(), *names.LETTERS.values())}
    refusals = {
        kind.__doc__ for kind in _below(Refused) if kind.__module__.startswith("yimen.documents.")
    }
    wording = (TEMPLATES / "documents" / "letter.html").read_text(encoding="utf-8")
    shown = set(re.findall(r'_\("([^"]*)"\)', wording))
    with CATALOGUE.open("rb") as file:
        chinese = {message.id: message.string for message in read_po(file)}
    assert not {text for text in english | refusals | shown if not chinese.get(text)}


def _below(kind: type) -> set[type]:
    return {each for below in kind.__subclasses__() for each in (below, *_below(below))}
