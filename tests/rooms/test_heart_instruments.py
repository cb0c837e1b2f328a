"""Questionnaires are data; one without a licence is not loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from yimen.rooms.heart.instruments import HERE, NEEDED, NoLicenceError, instruments, load


@pytest.mark.parametrize("missing", NEEDED)
def test_a_questionnaire_that_does_not_say_its_terms_is_not_loaded(
    tmp_path: Path, missing: str
) -> None:
    text = (HERE / "phq2.yaml").read_text(encoding="utf-8")
    file = tmp_path / "phq2.yaml"
    file.write_text(text.replace(f"\n{missing}:", f"\nno_{missing}:"), encoding="utf-8")
    with pytest.raises(NoLicenceError, match=missing):
        load(file)


def test_each_says_everything_in_both_languages() -> None:
    assert set(instruments()) == {"wellbeing", "phq2", "gad2", "phq4", "phq9", "gad7"}
    for one in instruments().values():
        for item in one.items:
            assert item["zh"], one.name
            assert item["en"], one.name


@pytest.mark.parametrize(
    ("name", "total", "band"),
    [("phq9", 0, "无明显"), ("phq9", 20, "重"), ("gad7", 10, "中"), ("phq4", 9, "重")],
)
def test_a_total_is_read_by_its_published_bands(name: str, total: int, band: str) -> None:
    assert instruments()[name].band(total)["zh"] == band
