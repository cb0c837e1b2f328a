from __future__ import annotations

from pathlib import Path

import pytest

from yimen.ops import chosen


def test_a_line_of_the_file_counts_unless_the_environment_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "yimen.env").write_text('# said\nYIMEN_A = "one"\n\nYIMEN_B=two\n')
    monkeypatch.setenv("YIMEN_A", "")
    monkeypatch.delenv("YIMEN_A")
    monkeypatch.setenv("YIMEN_B", "mine")
    chosen.read_choices(tmp_path)
    assert chosen.text("YIMEN_A") == "one"
    assert chosen.text("YIMEN_B") == "mine"


@pytest.mark.parametrize(
    ("said", "meant"), [("1", True), ("yes", True), ("0", False), ("", False), ("off", False)]
)
def test_a_flag_is_yes_or_no(said: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - pytest's way
    monkeypatch.setenv("YIMEN_FLAG", said)
    assert chosen.flag("YIMEN_FLAG") is meant


def test_a_flag_that_is_neither_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMEN_FLAG", "perhaps")
    with pytest.raises(chosen.NotYesOrNo, match=r"YIMEN_FLAG.*perhaps"):
        chosen.flag("YIMEN_FLAG")


@pytest.mark.parametrize("said", ["0", "-1", "many", "1.5"])
def test_a_number_that_is_none_is_refused_by_name(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIMEN_NUMBER", said)
    with pytest.raises(chosen.NotANumber, match="YIMEN_NUMBER"):
        chosen.number("YIMEN_NUMBER", 3)
