"""The replay as somebody gives the command: several processes, letters and all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo
from tests.ops.tables import csv_file
from tests.ops.test_replay import COLUMNS, row

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.documents.models import Letter
from yimen.ops.database import address

LETTERS = 6


def replayed(*words: str) -> subprocess.CompletedProcess[str]:
    """Give the command as somebody would: in a process of its own, on the test's database."""
    where = {**address(), "dbname": connection.settings_dict["NAME"]}
    return subprocess.run(
        [sys.executable, "-m", "yimen.ops.cli", "replay", *words],
        env=os.environ
        | {"DATABASE_URL": make_conninfo(**where), "YIMEN_DATA": str(settings.YIMEN_DATA)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def said(*words: str) -> dict[str, object]:
    done = replayed(*words, "--json", "--processes", "2")
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_command_replays_prints_and_measures(tmp_path: Path):
    rows = [row(str(number)) for number in range(5)]
    file = str(csv_file(tmp_path / "m.csv", *rows, row("9", msg_id=""), headings=COLUMNS))
    first = said(file, "--no-letters", "--limit", "2")
    assert (first["petitions"], first["letters_waiting"]) == (2, 2 * LETTERS)
    told = said(file)
    assert (told["new"], told["already_there"], told["answered"]) == (3, 2, 5)
    assert (told["on_time_statutory"], told["on_time_futian"]) == (5, 5)
    assert (told["letters_printed"], told["letters_waiting"], told["letters_failed"]) == (
        5 * LETTERS, 0, 0,
    )  # fmt: skip
    assert [odd["line"] for odd in told["odd"]] == [7]  # type: ignore[attr-defined]  # a list
    with transaction.atomic():
        act_as(SYSTEM)
        letters = Letter.objects.filter(kind="handling_opinion")
        assert letters.count() == 5
        assert {letter.issued_at.year for letter in letters} == {2019}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_command_speaks_in_sentences(tmp_path: Path):
    file = str(csv_file(tmp_path / "m.csv", row(), row("9", title="", detail=""), headings=COLUMNS))
    done = replayed(file, "--no-letters", "--processes", "1")
    told = done.stdout + done.stderr
    assert "Line 3: It has neither" in told
    assert "1 petitions replayed" in told
    assert "In time by law: 1 (100.0%)" in told
    assert replayed(str(tmp_path / "none.csv")).returncode == 2
