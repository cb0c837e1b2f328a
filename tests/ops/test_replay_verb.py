"""The replay as somebody gives the command: several processes, letters and all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import transaction
from tests.ops.tables import csv_file
from tests.ops.test_replay import COLUMNS, row

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.documents.models import Letter
from yimen.ops.verbs.replay import replay

LETTERS = 6


def said(*words: str) -> dict[str, object]:
    done = CliRunner().invoke(replay, [*words, "--json", "--processes", "2"])
    assert done.exit_code == 0, done.output
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
    done = CliRunner().invoke(replay, [file, "--no-letters", "--processes", "1"])
    assert "Line 3: It has neither" in done.output
    assert "1 petitions replayed" in done.output
    assert "In time by law: 1 (100.0%)" in done.output
    assert CliRunner().invoke(replay, [str(tmp_path / "none.csv")]).exit_code == 2
