"""Everything that the workbench says has a name in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from jinja2.ext import babel_extract

from yimen.casework.queries.desk_lists import VIEWS
from yimen.casework.queries.open_acts import OF_DEMAND, OF_OPINION, OF_PETITION
from yimen.law.moves import Move, State
from yimen.ops.places import SOURCE
from yimen.workbench import names

WORKBENCH = SOURCE / "workbench"
SAYS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "ngettext"), 1),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "npgettext"), 2),
}
#: Said by another catalogue that is read first: Django's own, and that of the people.
ELSEWHERE = {"Password", "User name"}


def said_in_code() -> Iterator[tuple[str | None, str]]:
    for path in WORKBENCH.rglob("*.py"):
        yield from said(path.read_text(encoding="utf-8"))


def said_in_templates() -> Iterator[tuple[str | None, str]]:
    for path in WORKBENCH.rglob("*.html"):
        with path.open("rb") as page:
            for _, name, words, _ in babel_extract(page, list(SAYS), [], {"silent": "false"}):
                found = words if isinstance(words, tuple) else (words,)
                yield (str(found[0]), str(found[1])) if SAYS[name] == 2 else (None, str(found[0]))


def said(source: str) -> Iterator[tuple[str | None, str]]:
    """Yield (context, words) of everything that a piece of code has translated."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        if SAYS.get(node.func.id) == 1 and words and isinstance(words[0], str):
            yield None, words[0]
        elif SAYS.get(node.func.id) == 2:
            yield str(words[0]), str(words[1])


def in_chinese() -> dict[tuple[str | None, str], object]:
    """Return what the catalogues hold; a page reads all of them as one."""
    found: dict[tuple[str | None, str], object] = {}
    for catalogue in WORKBENCH.parent.rglob("django.po"):
        with catalogue.open("rb") as file:
            found |= {
                (m.context or None, m.id if isinstance(m.id, str) else m.id[0]): m.string
                for m in read_po(file)
            }
    return found


def test_everything_is_said_in_chinese_too():
    known = in_chinese()
    spoken = {*said_in_code(), *said_in_templates()}
    missing = {
        words
        for context, words in spoken
        if words and words not in ELSEWHERE and not known.get((context, words))
    }
    assert len(spoken) > 300
    assert not missing


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_state_act_and_list_has_a_name(language: str):
    with translation.override(language):
        assert {str(state) for state in State} == set(names.STATES)
        assert {*map(str, Move), *OF_PETITION} == set(names.ACTS)
        assert {*OF_DEMAND, *OF_OPINION, *OF_PETITION} <= set(names.ACTS)
        assert {view for views in VIEWS.values() for view in views} == set(names.VIEWS)
        labels = [str(label) for label, _tone in names.STATES.values()]
        assert len(labels) == len(set(labels))
        if language == "zh-hans":
            assert not any(label.isascii() for label in labels)


def test_what_somebody_read_is_said_in_words():
    for what in (
        "file",
        "letter:12",
        "attachment:3",
        "unmask:id",
        "unmask:phone",
        "unmask:address",
    ):
        with translation.override("zh-hans"):
            assert not str(names.read_words(what)).isascii()
        with translation.override("en"):
            assert ":" not in str(names.read_words(what))
