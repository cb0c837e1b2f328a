"""Case numbers and query codes, in whatever way somebody writes them."""

from __future__ import annotations

import pytest

from yimen.registry.code import tidy_code, tidy_number


@pytest.mark.parametrize(
    "typed", ["2026-123", "一门〔2026〕123号", "[2026]000123", " ２０２６ １２３ ", "2026年第123号"]
)
def test_a_number_is_the_same_in_every_way_of_writing_it(typed: str):
    assert tidy_number(typed) == "2026-123"


@pytest.mark.parametrize("typed", ["፩ ፪", "𐩀-𐩁", "no number"])
def test_signs_that_count_but_are_no_numerals_are_no_number(typed: str):
    assert tidy_number(typed) == typed
    assert tidy_code(typed) == ""
