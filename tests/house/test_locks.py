"""What is installed is locked, by hash, and says nothing of where it came from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from yimen.ops import chosen

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"


def asked(name: str) -> set[str]:
    text = (REQUIREMENTS / f"{name}.in").read_text(encoding="utf-8")
    return {found.lower() for found in re.findall(r"^([A-Za-z][\w-]*)", text, re.MULTILINE)}


def locked(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z][\w-]*)==([^ ;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["run", "dev"])
def test_everything_that_is_asked_for_is_locked_by_hash(name: str) -> None:
    assert asked(name) <= set(locked(name))
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z])", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)


def test_tests_run_on_the_versions_that_production_runs_on() -> None:
    run, dev = locked("run"), locked("dev")
    assert {name: dev[name] for name in dev.keys() & run.keys()} == {
        name: run[name] for name in dev.keys() & run.keys()
    }


def test_no_lock_says_where_it_was_fetched() -> None:
    for file in [*REQUIREMENTS.glob("*.txt"), *REQUIREMENTS.glob("*.in")]:
        assert "://" not in file.read_text(encoding="utf-8")
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert not [name for name, about in packages.items() if "resolved" in about]
    assert all("integrity" in about for name, about in packages.items() if name)


def test_every_choice_of_an_installation_is_in_the_one_file_that_lists_them() -> None:
    listed = set(
        re.findall(r"^#?([A-Z_]+)=", (ROOT / "yimen.env.example").read_text(), re.MULTILINE)
    )
    source = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "src" / "yimen").glob("**/*.py")
    )
    read = set(re.findall(r'chosen\.(?:text|words|flag|number)\(\s*"([A-Z_]+)"', source))
    inner = {"YIMEN_SECRET_KEY", "YIMEN_DB_AS_OWNER", "YIMEN_POOL", "YIMEN_THROWAWAY"}
    # The law knows no settings: it reads its one choice from the environment itself.
    of_the_law = set(re.findall(r'"(YIMEN_CALENDAR)"', source))
    assert (read | of_the_law) - inner == listed
    assert chosen.pairs(ROOT / "yimen.env.example") == {}
