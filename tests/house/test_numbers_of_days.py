"""No word that somebody reads says how many days: the law's days are those of the limits in force.

Letters have tests/documents/test_letters_days.py; this covers what the rooms print, what the two
doors show, and every translation. Numbers that no limit in force can change are listed below.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import yimen

ROOT = Path(yimen.__path__[0])
ZH = re.compile(
    r"(?:[0-9]+|[二三四五六七八九十百两]+)\s*个?(?:工作)?(?:日|天|周(?!岁)|月)(?![0-9])"
)
EN = re.compile(
    r"\b(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|sixty|ninety)"
    r"\s+(?:working |calendar )?(?:day|week|month)s?\b",
    re.IGNORECASE,
)
#: Not how long something may take, each with its reason.
ALLOWED = {
    "Within 3 days": "a filter of the desk: what falls due by then",
    "Within 7 days": "a filter of the desk: what falls due by then",
    "Look at both again": "both days: dates, no length",
    "Correct one of the two days": "two dates, no length",
    "请核对这两个日期": "two dates, no length",
    "请改正其中一个日期": "dates, no length",
}
#: What is drawn for a reader outside the letters: the papers of the rooms, and the doors.
DRAWN = sorted(
    path
    for folder in ("rooms", "portal", "workbench", "documents", "casework")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".html"} and not {"migrations", "bulk"} & set(path.parts)
)
CATALOGUES = sorted(ROOT.rglob("django.po"))


def said_in(path: Path) -> list[str]:
    """Return the words of a file that a reader may see: no comment, no docstring."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL).splitlines()
    tree = ast.parse(text)
    about = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about
    ]


def lengths(said: list[str]) -> list[str]:
    """Return what says how long something may take, the reasoned exceptions left out."""
    found = [one for one in said if ZH.search(one) or EN.search(one)]
    return [one for one in found if not any(words in one for words in ALLOWED)]


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_and_no_paper_says_how_many_days(path: Path) -> None:
    if path.name == "norms.py" and path.parent.name == "forms":
        return  # an example of a change to the rules, written as one
    assert lengths(said_in(path)) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_translation_says_how_many_days(path: Path) -> None:
    with path.open("rb") as file:
        rows = [row for row in read_po(file) if row.id]
    wrong = []
    for row in rows:
        ids = row.id if isinstance(row.id, tuple) else (row.id,)
        said = row.string if isinstance(row.string, tuple) else (row.string,)
        if lengths([*ids, *filter(None, said)]) and not any(one in ALLOWED for one in ids):
            wrong.append(ids[0])
    assert wrong == []
