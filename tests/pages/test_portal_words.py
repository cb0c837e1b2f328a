"""Whatever this door says, it says in Chinese too: read from its own code and templates."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator
from typing import Any

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from yimen.ops.places import SOURCE

PORTAL = SOURCE / "portal"
ASKS = ["gettext", "gettext_lazy", "_", "ngettext", "pgettext", "pgettext_lazy"]


def said() -> Iterator[str]:
    """Yield every message of the portal; of plural ones the singular."""
    for path in sorted(PORTAL.rglob("*.py")):
        source = path.read_text()
        yield from _asked(source)
        for node in ast.walk(ast.parse(source)):
            bases = [getattr(base, "id", "") for base in getattr(node, "bases", ())]
            if isinstance(node, ast.ClassDef) and "Refused" in bases:
                yield ast.get_docstring(node) or ""
    for path in sorted(PORTAL.rglob("*.html")):
        with path.open("rb") as page:
            yield from _messages(babel_extract(page, ASKS, [], {"silent": "false"}))


def _asked(source: str) -> Iterator[str]:
    yield from _messages(extract_python(io.BytesIO(source.encode()), ASKS, [], {}))


def _messages(calls: Iterable[tuple[int, str, Any, list[str]]]) -> Iterator[str]:
    for _, asks, found, _ in calls:
        words = found if isinstance(found, tuple) else (found,)
        yield words[1] if asks.startswith("pgettext") else words[0]


def _elsewhere() -> set[str]:
    """Return what other catalogues say: a page reads all of them as one."""
    found = set()
    for catalogue in SOURCE.rglob("django.po"):
        with catalogue.open("rb") as source:
            found |= {m.id[0] if isinstance(m.id, tuple) else m.id for m in read_po(source)}
    return found


def test_nothing_is_said_in_english_alone_and_nothing_is_translated_in_vain() -> None:
    catalogue = PORTAL / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    with catalogue.open("rb") as source:
        read = [message for message in read_po(source, locale="zh_Hans") if message.id]
    done = {str(m.id[0] if isinstance(m.id, tuple) else m.id): m.string for m in read}
    wanted = {message for message in said() if message}
    assert sorted(wanted - done.keys() - _elsewhere()) == []
    assert sorted(done.keys() - wanted) == []
    assert [message for message, words in done.items() if not (words and all(words))] == []
