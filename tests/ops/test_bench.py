"""The bench runs, and leaves a figure for everything it is asked for; how fast is not tested."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from yimen.ops import keys

GROUPS = "desk,act,intake,lives,letters,import,verify,sweep,memory,disk,burst"


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict:
    folder = tmp_path_factory.mktemp("bench")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    ours = {"YIMEN_DATA", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", *keys.KEYS}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    words = ["bench", "--size", "300", "--ops", GROUPS, "--clients", "1,2", "--seconds", "0.3"]
    words += ["--markdown", str(folder / "speed.md"), "--save", str(folder / "kept"), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "yimen.ops.cli", "--data", str(folder), *words],
        env=environment | {"YIMEN_THROWAWAY": "1", "YIMEN_WEB_WORKERS": "1", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "speed.md").read_text(encoding="utf-8").startswith("# Speed")
    assert json.loads((folder / "kept" / "300.json").read_bytes()) == json.loads(done.stdout)
    assert not Path(folder, "files").exists()
    return json.loads(done.stdout)


pytestmark = pytest.mark.slow


def test_every_operation_is_answered_and_none_fails(figures: dict) -> None:
    trouble = {one["name"]: one["drive"]["trouble"] for one in figures["operations"]}
    assert not {name: what for name, what in trouble.items() if what}
    assert all(one["drive"]["sent"] for one in figures["operations"])
    assert any(one["name"].startswith("lives") for one in figures["operations"])


def test_pages_are_told_with_their_queries_and_their_share_of_the_floor(figures: dict) -> None:
    desks = [one for one in figures["operations"] if one["name"].startswith("desk")]
    assert desks
    assert all(one["queries"] and one["of_floor"] for one in desks)


def test_what_was_loaded_fast_is_what_the_acts_would_have_left(figures: dict) -> None:
    verified = figures["measures"]["verify"]
    assert verified["petitions"] >= 300
    assert verified["differences"] == 0


def test_a_rush_of_lives_is_served_to_the_last(figures: dict) -> None:
    assert figures["burst"]["unfinished"] == 0
    assert [step["rate"] for step in figures["burst"]["steps"]] == [1, 15, 1, 25, 2, 35, 10]
