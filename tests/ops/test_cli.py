from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import ProgrammingError
from psycopg import errors

from yimen.base.errors import Refused
from yimen.ops import cli
from yimen.ops.cli import yimen

VERBS = Path("src/yimen/ops/verbs")


def say(*words: str) -> str:
    done = CliRunner().invoke(yimen, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_every_verb_says_what_it_needs_and_bears_the_name_of_its_file() -> None:
    for file in VERBS.glob("[!_]*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), file
        needs = [
            node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "NEEDS"
        ]
        assert needs in (["nothing"], ["settings"], ["server"], ["django"], ["owner"]), file
        named = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert file.stem in named, file


def test_help_names_the_verbs_and_loads_neither_django_nor_a_database() -> None:
    code = (
        "import sys; sys.argv = ['yimen', '--help']\n"
        "from yimen.ops.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('django', 'psycopg', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "doctor" in done.stdout
    assert done.stdout.endswith("[]\n")


def test_due_says_the_day_and_the_reason_in_json() -> None:
    found = json.loads(say("due", "handling", "--from", "2025-03-03", "--json"))
    assert (found["nominal"], found["due"], found["provisional"]) == (
        "2025-05-02",
        "2025-05-06",
        False,
    )
    assert set(found["because"]) == {"zh", "en"}


def test_due_knows_a_limit_by_its_id_too() -> None:
    by_name = say("due", "handling", "--from", "2025-03-03")
    assert by_name == say("due", "C09", "--from", "2025-03-03")
    assert "2025-05-06" in by_name


def test_due_shows_the_law_beside_a_local_promise() -> None:
    found = json.loads(
        say("due", "handling", "--from", "2025-03-03", "--profile", "futian", "--json")
    )
    assert found["due"] < found["statutory"]["due"]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["due", "handlign", "--from", "2025-03-03"], "acceptance_notice"),
        (["due", "handling", "--from", "3 March"], "2025-03-03"),
        (["due", "handling", "--from", "2025-03-03", "--profile", "narnia"], "futian"),
        (["due", "handling", "--from", "1999-03-03"], "1999-03-03"),
    ],
)
def test_due_says_how_to_ask_when_it_is_asked_wrongly(words: list[str], hint: str) -> None:
    with pytest.raises(Refused, match=hint):
        CliRunner().invoke(yimen, words, catch_exceptions=False)


def test_the_data_folder_is_chosen_before_a_verb_is_set_up(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "YIMEN_DATA"}
    environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
    environment["DJANGO_SETTINGS_MODULE"] = "yimen.ops.settings"
    code = "from django.conf import settings; print(settings.YIMEN_DATA)"
    words = ["-m", "yimen.ops.cli", "--data", str(tmp_path), "django", "shell", "-v0", "-c", code]
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == str(tmp_path), done.stderr


def test_a_database_without_tables_is_said_in_one_line_and_no_other_error_is_hidden(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(because: Exception) -> Callable[..., None]:
        def run(**_: object) -> None:
            message = "relation does not exist"
            raise ProgrammingError(message) from because

        return run

    monkeypatch.setattr(yimen, "main", broken(errors.UndefinedTable()))
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 1
    assert "yimen up" in capsys.readouterr().err
    monkeypatch.setattr(yimen, "main", broken(errors.SyntaxError()))
    with pytest.raises(ProgrammingError):
        cli.main()
