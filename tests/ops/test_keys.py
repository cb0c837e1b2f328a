from __future__ import annotations

import stat
from pathlib import Path

import pytest

from yimen.ops import keys
from yimen.ops.chosen import pairs


@pytest.fixture(autouse=True)
def _nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in keys.KEYS:
        monkeypatch.setenv(name, "")  # so that what the test sets is taken back
        monkeypatch.delenv(name)


def test_keys_are_made_once_and_only_we_can_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.load_keys(tmp_path)
    file = tmp_path / keys.FILE
    made = pairs(file)
    assert set(made) == set(keys.KEYS)
    assert len(set(made.values())) == len(keys.KEYS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for name in keys.KEYS:
        monkeypatch.delenv(name)
    keys.load_keys(tmp_path)
    assert pairs(file) == made


def test_a_key_from_the_environment_is_not_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIMEN_FIELD_KEY", "ab" * 32)
    keys.load_keys(tmp_path)
    assert "YIMEN_FIELD_KEY" not in pairs(tmp_path / keys.FILE)


def test_a_key_that_is_lost_is_never_replaced_under_a_database(tmp_path: Path) -> None:
    (tmp_path / "pg").mkdir()
    with pytest.raises(keys.KeysLost, match="YIMEN_FIELD_KEY"):
        keys.load_keys(tmp_path)
