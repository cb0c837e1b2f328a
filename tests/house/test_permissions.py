"""The policy and the code name the same permissions: none is asked for in vain, none is idle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yimen
from yimen.access.policy import DUTIES, POLICY

SOURCE = Path(yimen.__path__[0])
TABLE = Path("access/permissions.py")
#: Who is asked, and as which of its arguments the permission is named.
ASKED = {
    "open_petition": 1,
    "open_demand": 1,
    "open_opinion": 1,
    "seen_by": 1,
    "rows": 1,
    "ever": 1,
    "may": 1,
    "require": 1,
    "sql": 0,
    "_has_any": 0,
}
NAMED = re.compile(r"(petition|demand|opinion|rating|readings|organs|administration)\.[a-z_]+")


@cache
def trees() -> list[tuple[Path, ast.Module]]:
    return [
        (file.relative_to(SOURCE), ast.parse(file.read_text(encoding="utf-8")))
        for file in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in file.parts
    ]


def asked_for(call: ast.Call) -> Iterator[str]:
    """Yield the permission that a call names, if it names one in words."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in ASKED:
        given = [*call.args[ASKED[name] : ASKED[name] + 1]]
        given += [word.value for word in call.keywords if word.arg in {"permission", "duty"}]
        for word in given:
            if isinstance(word, ast.Constant) and isinstance(word.value, str):
                yield word.value


def test_every_permission_that_the_code_asks_for_is_a_line_of_the_policy() -> None:
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                for permission in asked_for(node):
                    assert permission in POLICY | DUTIES, f"{file}:{node.lineno} {permission}"


def test_every_text_that_looks_like_a_permission_is_one() -> None:
    for file, tree in trees():
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and NAMED.fullmatch(text):
                assert text in POLICY | DUTIES, f"{file} {text}"


def test_every_line_of_the_policy_is_used() -> None:
    used = {
        node.value
        for file, tree in trees()
        if file != TABLE
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
    }
    assert set(POLICY) | set(DUTIES) <= used
