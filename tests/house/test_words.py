"""Every word that people see is there in Chinese and in English, with the same gaps in both."""

from __future__ import annotations

import ast
import importlib
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from inspect import cleandoc
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils import translation
from jinja2.ext import babel_extract

import yimen
from yimen.base.errors import Refused
from yimen.casework.showing import said

SOURCE = Path(yimen.__path__[0])
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
LOWER = ("base", "law", "access", "people", "registry", "norms", "casework")
DOORS = ("documents", "portal", "workbench")
ROOMS = ("rooms/hall", "rooms/legal", "rooms/heart", "rooms/mediation", "rooms/joint", "rooms/care")
WATCHERS = ("supervision",)
#: The catalogues, by their floor; the empty name is the house's own.
NAMES = ("", "people", "documents", "portal", "workbench", "ops", *WATCHERS, *ROOMS)
GAP = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)s|%s|%d")
Key = tuple[str, str]


def words_of(floor: str) -> dict[Key, str]:
    """Return every message that a floor's code and templates say, and where one of them stands."""
    found: dict[Key, str] = {}
    for file in sorted((SOURCE / floor).rglob("*.py")):
        if "migrations" not in file.parts:
            keywords = KEYWORDS | ({"say": None} if floor == "ops" else {})
            found |= _extracted(file, "python", keywords)
    for file in sorted((SOURCE / floor).rglob("jinja2/**/*.html")):
        found |= _extracted(file, babel_extract, KEYWORDS, {"silent": "false"})
    for refusal in _refusals(Refused):
        if refusal.__module__.startswith(f"yimen.{floor.replace('/', '.')}."):
            found["", cleandoc(refusal.__doc__ or "")] = refusal.__qualname__
    found.pop(("", ""), None)
    return found


def _extracted(
    file: Path, how: str | Callable, keywords: dict, options: dict | None = None
) -> dict[Key, str]:
    found = {}
    source = io.BytesIO(file.read_bytes())
    for line, message, _, context in extract(how, source, keywords, options=options):
        one = message[0] if isinstance(message, tuple) else message
        if one:
            found[context or "", one] = f"{file.relative_to(SOURCE)}:{line}"
    return found


def _refusals(cls: type[Refused]) -> Iterator[type[Refused]]:
    yield cls
    for inner in cls.__subclasses__():
        yield from _refusals(inner)


@cache
def catalogue(name: str) -> dict[Key, Message]:
    """Return the messages of one catalogue; the empty name is the house's."""
    file = SOURCE / name / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    if not file.is_file():
        return {}
    with file.open("rb") as source:
        return {(m.context or "", _id(m)): m for m in read_po(source, locale="zh_Hans") if m.id}


def _id(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def _said(message: Message) -> str:
    said = message.string
    return said[0] if isinstance(said, tuple | list) else said


@pytest.fixture(scope="module", autouse=True)
def _every_module() -> None:
    """Load every module, so that every refusal is known."""
    for file in sorted(SOURCE.rglob("*.py")):
        place = file.relative_to(SOURCE.parent).with_suffix("")
        if "migrations" not in place.parts and "settings" not in place.name:
            importlib.import_module(".".join(place.parts).removesuffix(".__init__"))


@pytest.mark.parametrize("floor", [*LOWER, *DOORS, *ROOMS, *WATCHERS, "ops"])
def test_every_word_of_a_floor_is_there_in_chinese(floor: str) -> None:
    """Pages read all catalogues as one; the command line reads its own and the house's."""
    names = ("", "ops") if floor == "ops" else NAMES
    known = {key: message for name in names for key, message in catalogue(name).items()}
    missing = {
        message: where
        for (context, message), where in words_of(floor).items()
        if not ((context, message) in known and _said(known[context, message]).strip())
    }
    assert not missing


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_gaps(name: str) -> None:
    different = [
        _id(message)
        for message in catalogue(name).values()
        if _said(message) and set(GAP.findall(_id(message))) != set(GAP.findall(_said(message)))
    ]
    assert not different


def test_no_word_is_said_in_two_ways_by_two_catalogues() -> None:
    """Django shows the first translation that it finds, wherever the word is used."""
    said: dict[Key, dict[str, str]] = {}
    for name in NAMES:
        for key, message in catalogue(name).items():
            if _said(message):
                said.setdefault(key, {})[name or "house"] = _said(message)
    assert not {key: ways for key, ways in said.items() if len(set(ways.values())) > 1}


def test_the_house_keeps_no_word_that_nobody_says() -> None:
    said = {key for floor in LOWER for key in words_of(floor)}
    assert not [key for key in catalogue("") if key not in said]


def test_a_refusal_is_one_line_so_that_it_can_be_translated() -> None:
    """Doors translate the docstring as it stands; only the command line tidies it first."""
    broken = [
        refusal.__qualname__
        for refusal in _refusals(Refused)
        if refusal.__module__.startswith("yimen.")
        and not refusal.__module__.startswith("yimen.ops")
        and "\n" in (refusal.__doc__ or "\n")
    ]
    assert not broken


def test_a_refusal_says_its_facts_and_ends_like_a_sentence() -> None:
    for refusal in _refusals(Refused):
        said = cleandoc(refusal.__doc__ or "")
        assert re.search(r"[.}:)]$|;$", said), refusal.__qualname__
        assert not re.search(r"\b(please|sorry|invalid|forbidden)\b", said, re.IGNORECASE), said


DAY = date(2026, 11, 29)


def test_a_day_in_a_refusal_is_written_as_its_reader_writes_days() -> None:
    for refusal in _refusals(Refused):
        gaps = re.findall(r"\{([a-z_]+)\}", refusal.__doc__ or "")
        for language, day in (("zh-hans", "2026年11月29日"), ("en", "29 November 2026")):
            with translation.override(language):
                told = said(refusal(**dict.fromkeys(gaps, DAY)))
            assert not gaps or day in told, (refusal.__qualname__, told)
            assert DAY.isoformat() not in told, refusal.__qualname__


def days_in_figures(source: str, refusals: set[str]) -> list[int]:
    """Return the lines on which a sentence is given a day as 2026-11-29, not as a day."""
    found = []
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            name = ast.unparse(call.func).rpartition(".")[2]
            facts = " ".join(ast.unparse(word.value) for word in call.keywords)
            if ".isoformat(" in facts and (name == "format" or name in refusals):
                found.append(call.lineno)
    return found


@pytest.mark.parametrize("floor", [*LOWER, *DOORS, *ROOMS, *WATCHERS])
def test_no_sentence_is_given_a_day_in_figures(floor: str) -> None:
    """A day becomes words where it is read: `said` writes it out in the reader's language."""
    refusals = {refusal.__name__ for refusal in _refusals(Refused)}
    found = {
        str(file.relative_to(SOURCE)): lines
        for file in sorted((SOURCE / floor).rglob("*.py"))
        if (lines := days_in_figures(file.read_text(encoding="utf-8"), refusals))
    }
    assert not found


@pytest.mark.parametrize(
    "bad",
    [
        "raise TooLate(due=day.isoformat())",
        "raise guards.TooLate(due=day.isoformat() if day else '')",
        "_('Since {day}').format(day=day.isoformat())",
    ],
)
def test_the_rule_for_days_tells_bad_from_good(bad: str) -> None:
    assert days_in_figures(bad, {"TooLate"})
    assert not days_in_figures(bad.replace(".isoformat()", ""), {"TooLate"})


LITERAL = re.compile(r"[A-Za-z]{3,}")
#: Latin letters that a page may show in any language: names, codes, units.
SAME_EVERYWHERE = {
    "Alt", "Shift", "Enter", "Yimen", "English",
    "PDF", "DOCX", "XLSX", "JPEG", "PNG", "TXT", "GIF", "MB",
}  # fmt: skip
NOT_TEXT = re.compile(
    r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<script.*?</script>|<svg.*?</svg>|&[a-z]+;",
    re.DOTALL,
)
SPOKEN = re.compile(r"\b(?:alt|title|placeholder|aria-label|value)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>")


def literals(template: str) -> list[str]:
    """Return the Latin words that a template shows or speaks without translating them."""
    bare = NOT_TEXT.sub(" ", template)
    spoken = " ".join(SPOKEN.findall(NOT_TEXT.sub(" ", template)))
    words = LITERAL.findall(TAG.sub(" ", bare)) + [
        word for word in LITERAL.findall(spoken) if not word.islower()
    ]
    return [word for word in words if word not in SAME_EVERYWHERE]


@pytest.mark.parametrize(
    "file",
    sorted(SOURCE.glob("*/jinja2/**/*.html")),
    ids=lambda file: str(file.relative_to(SOURCE)),
)
def test_no_template_shows_a_word_in_one_language_only(file: Path) -> None:
    assert not literals(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("<p>Hello there</p>", '<p>{{ _("Hello there") }}</p>'),
        ('<img alt="A Lamp">', "<img alt=\"{{ _('A lamp') }}\">"),
        ("<p>Hello {{ name }}</p>", '<p>{{ _("Hello %(name)s", name=name) }}</p>'),
    ],
)
def test_the_rule_for_templates_tells_bad_from_good(bad: str, good: str) -> None:
    assert literals(bad)
    assert not literals(good)
