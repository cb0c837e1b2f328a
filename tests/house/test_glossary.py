"""The glossary and the code name the same things."""

import ast
import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "yimen"
ROWS = [
    line.split("|")
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and "---" not in line
][1:]
NAMED = {name for row in ROWS for name in re.findall(r"`(\w+)`", row[4])}
TABLES = {
    model.__name__
    for label in ("people", "registry", "documents", "supervision")
    for model in apps.get_app_config(label).get_models()
}
ACTS = {path.stem for path in (SOURCE / "casework" / "actions").glob("[a-z]*.py")}


def names_in_the_code() -> set[str]:
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.Assign):
                found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_every_name_in_the_glossary_exists_in_the_code():
    assert names_in_the_code() >= NAMED


def test_every_table_is_in_the_glossary():
    assert set() == TABLES - NAMED


def test_every_act_is_in_the_glossary():
    assert set() == ACTS - NAMED


def test_every_row_has_a_word_in_both_languages():
    assert all(row[1].strip() and row[3].strip() for row in ROWS)
