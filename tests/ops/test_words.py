"""Every sentence of the command line is there in Chinese too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

OPS = Path(__file__).resolve().parents[2] / "src" / "yimen" / "ops"
CATALOGUE = OPS / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
GAP = re.compile(r"{(\w+)}")


def sentences() -> Iterator[str]:
    for file in OPS.glob("**/*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        first = (ast.get_docstring(tree) or "").split("\n", 1)[0]
        if file.parent.name == "verbs" and first and not first.startswith("("):
            yield first
        for node in ast.walk(tree):
            match node:
                case ast.ClassDef(bases=[ast.Name(id="Refused")]):
                    yield ast.get_docstring(node) or ""
                case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str(said)), *_]):
                    yield said


def translated() -> dict[str, str]:
    with CATALOGUE.open("rb") as source:
        return {str(m.id): str(m.string) for m in read_po(source) if m.id and m.string}


def test_every_sentence_has_a_chinese_one() -> None:
    assert not set(sentences()) - set(translated())


def test_the_chinese_names_the_same_facts() -> None:
    wrong = {
        english: chinese
        for english, chinese in translated().items()
        if set(GAP.findall(english)) != set(GAP.findall(chinese))
    }
    assert not wrong
