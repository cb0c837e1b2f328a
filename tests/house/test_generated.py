"""The documents that are made of the code say what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from yimen.law.limits import LIMITS
from yimen.law.moves import Move
from yimen.ops import house
from yimen.ops.verbs.house import house as verb
from yimen.registry.entries import KINDS


def test_the_generated_documents_are_up_to_date() -> None:
    done = CliRunner().invoke(verb, ["--check"])
    assert done.exit_code == 0, f"{done.output}Run `yimen house`."


@pytest.mark.slow
def test_a_stale_page_is_named_and_written_anew(tmp_path: Path) -> None:
    assert set(house.write(tmp_path)) == set(house.PAGES)
    assert house.differing(tmp_path) == []
    (tmp_path / "moves.md").write_text("# Something else\n", encoding="utf-8")
    assert house.differing(tmp_path) == ["moves.md"]
    assert house.write(tmp_path) == ["moves.md"]
    assert house.write(tmp_path) == []


def test_the_check_changes_nothing_and_leaves_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.differing, "__defaults__", (tmp_path,))
    done = CliRunner().invoke(verb, ["--check"])
    assert done.exit_code == 1
    assert "moves.md" in done.output
    assert list(tmp_path.iterdir()) == []


def test_the_pages_are_complete_and_the_same_every_time() -> None:
    pages = house.pages()
    assert pages == house.pages()
    assert all(f"`{move}`" in pages["moves.md"] for move in Move)
    assert all(f"`{name}`" in pages["limits.md"] for name in LIMITS.names())
    assert all(f"| `{kind}` |" in pages["records.md"] for kind in KINDS)
    assert "`actions/accept.py`: Accept a demand." in pages["tree.md"]
    assert "`demand.decide`" not in pages["policy.md"]
    assert "`demand.accept`" in pages["policy.md"]


def test_every_floor_is_in_the_tree() -> None:
    there = {path.parent.name for path in house.SOURCE.glob("*/__init__.py")}
    assert there == set(house.FLOORS)
