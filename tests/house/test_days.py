"""The law's numbers are in law/: no number of days anywhere else, however it is written."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import yimen

SOURCE = Path(yimen.__path__[0])
FILES = [
    file
    for file in sorted(SOURCE.glob("**/*.py"))
    if "migrations" not in file.parts and SOURCE / "law" not in file.parents
]
A_DAY_IN_HOURS = 24


def faults(tree: ast.AST) -> list[tuple[int, str]]:
    """Return where a number of days is written, and how."""
    return [
        (getattr(node, "lineno", 0), why) for node in ast.walk(tree) for why in [fault(node)] if why
    ]


def fault(node: ast.AST) -> str:
    """Say what is wrong with a node, or nothing."""
    match node:
        case ast.Name(id="relativedelta") | ast.Attribute(attr="relativedelta"):
            return "months and years are counted in law/"
        case ast.Call(func=ast.Name(id="timedelta") | ast.Attribute(attr="timedelta"), args=args):
            named = {word.arg: word.value for word in node.keywords}
            hours = named.get("hours")
            long = isinstance(hours, ast.Constant) and int(hours.value) > A_DAY_IN_HOURS
            return "a number of days" if args or {"days", "weeks"} & set(named) or long else ""
        case ast.BinOp(op=ast.Add() | ast.Sub(), left=left, right=ast.Constant(value=int(number))):
            # `+ 1` is the day after, not a limit.
            is_day = isinstance(left, ast.Call) and getattr(left.func, "attr", "") == "toordinal"
            return "a number of days" if is_day and number != 1 else ""
    return ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_number_of_days_stands_outside_the_law(file: Path) -> None:
    assert not faults(ast.parse(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("start + timedelta(days=15)", "due(start, limit, DAYS)"),
        ("start + timedelta(15)", "start + timedelta(hours=2)"),
        ("timedelta(hours=48)", "timedelta(minutes=30)"),
        ("relativedelta(months=6)", "clause.months"),
        ("date.fromordinal(day.toordinal() + 60)", "date.fromordinal(day.toordinal() + 1)"),
    ],
)
def test_the_rule_tells_bad_from_good(bad: str, good: str) -> None:
    assert faults(ast.parse(bad))
    assert not faults(ast.parse(good))
