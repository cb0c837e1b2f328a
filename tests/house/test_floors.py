"""The house keeps its floors and its manners: what imports show, and what they cannot."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yimen"
FORBIDDEN_NAMES = {
    "utils", "helpers", "common", "misc", "lib", "services", "manager", "core",
}  # fmt: skip
LONGEST_FUNCTION = 60
LONGEST_FILE = 400
ONLY_LOCAL_IMPORT = SOURCE / "base" / "later.py"


def files(*, migrations: bool = False) -> list[Path]:
    found = SOURCE.glob("**/*.py")
    return sorted(file for file in found if migrations or "migrations" not in file.parts)


def nodes(file: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def place(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def test_imports_go_down_and_never_sideways_through_a_wall() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [tool, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_contract_is_ignored() -> None:
    assert "ignore_imports" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_nothing_is_imported_inside_a_function() -> None:
    found = [
        place(file, inner)
        for file in files()
        if file != ONLY_LOCAL_IMPORT
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not found


def test_no_number_of_days_stands_outside_the_law() -> None:
    found = [
        place(file, node)
        for file in files()
        if SOURCE / "law" not in file.parents
        for node in nodes(file)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "timedelta"
        and (node.args or {word.arg for word in node.keywords} & {"days", "weeks"})
    ]
    assert not found


def test_every_file_has_a_name_that_says_what_is_in_it() -> None:
    everything = [path for path in SOURCE.glob("**/*") if "__pycache__" not in path.parts]
    assert not [path for path in everything if path.stem in FORBIDDEN_NAMES]


def test_functions_and_files_are_small_enough_to_read() -> None:
    long_functions = [
        place(file, node)
        for file in files()
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    long_files = [
        str(file.relative_to(ROOT))
        for file in files()
        if len(file.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]
    assert not long_functions + long_files


def test_every_ignored_warning_has_a_code_and_a_reason() -> None:
    ignored = re.compile(r"#\s*(noqa|type: ignore)(.*)$", re.MULTILINE)
    reasoned = re.compile(r"^(: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*|\[[a-z, -]+\])\s+(#|-) *\w+")
    found = [
        f"{file.relative_to(ROOT)}: {mark[0]}"
        for file in [*files(), *ROOT.glob("tests/**/*.py")]
        for mark in ignored.finditer(file.read_text(encoding="utf-8"))
        if file != Path(__file__) and not reasoned.match(mark[2])
    ]
    assert not found


def test_tables_are_asked_only_where_their_rows_are_guarded() -> None:
    doors = {"portal", "workbench", "api"}
    found = [
        place(file, node)
        for file in files()
        if file.relative_to(SOURCE).parts[0] in doors
        for node in nodes(file)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not found


@pytest.mark.django_db
def test_the_models_need_no_migration_that_is_not_there() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
