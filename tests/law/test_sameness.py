"""Is it the same matter? By the pairs of characters that two texts share, and by nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.law.sameness import Alike, alike

TEXT = "小区路灯坏了三个月没有人修"


@pytest.mark.parametrize(
    ("one", "other", "share", "words"),
    [
        (TEXT, TEXT, 100, (TEXT,)),
        (TEXT, f"尊敬的领导：{TEXT}，请处理。", 100, (TEXT,)),  # of the shorter text all
        (TEXT, "小区路灯，坏了三个，月没有人", 100, ("坏了三个", "小区路灯", "月没有人")),
        ("甲乙丙丁", "甲乙丁丙", 33, ()),  # one pair of three; too short a run to be shown
        ("甲乙丙丁戊", "甲乙丁丙戊己庚", 25, ()),  # too little: nothing is shown
        ("甲乙丙丁一二三四五六七八", "甲乙丙丁戊己庚辛壬癸子丑", 27, ()),
        ("甲", "甲", 100, ()),
        ("甲", "乙", 0, ()),
        ("", TEXT, 0, ()),
        (TEXT, "", 0, ()),
        ("，。！", "，。！", 0, ()),
        ("甲乙，丙丁", "甲乙丙丁", 100, ()),  # pairs do not reach over a stop; of the fewer, all
        ("No. 12A Main Street", "no 12a MAIN street!", 100, ("street", "main")),
        ("0755", "0755", 100, ("0755",)),
        ("龘龘豈豈", "龘龘豈豈", 100, ("龘龘豈豈",)),  # rare characters count like others
    ],
)  # fmt: skip
def test_how_much_of_the_shorter_text_the_other_says_too(
    one: str, other: str, share: int, words: tuple[str, ...]
) -> None:
    assert alike(one, other) == Alike(share, words)


def test_the_four_longest_shared_words_are_shown_longest_first() -> None:
    runs = ["abcdefgh", "ijklmno", "pqrstu", "vwxyz", "1234", "789"]
    found = alike(" ".join(runs), " ".join([*runs[1::2], *runs[::2]]))
    assert found.share == 100
    assert len(found.words) <= 4
    assert list(found.words) == sorted(found.words, key=lambda run: (-len(run), run))
    straight = alike("！".join(runs), "。".join(runs))
    assert straight.words == ("abcdefgh", "ijklmno", "pqrstu", "vwxyz")
    assert alike("丙丙丙丙，甲甲甲甲", "丙丙丙丙，甲甲甲甲").words == ("丙丙丙丙", "甲甲甲甲")


def test_what_comes_after_six_hundred_characters_is_not_read() -> None:
    long = "".join(chr(0x4E00 + at) for at in range(600))
    assert alike(long + TEXT, TEXT).share == 0
    assert alike(long[:-2] + "路灯", "路灯").share == 100
    assert alike(long[:-1] + "路灯", "路灯").share == 0


@pytest.mark.parametrize(
    ("share", "is_same", "is_near"),
    [(0, False, False), (29, False, False), (30, False, True), (59, False, True),
     (60, True, True), (100, True, True)],
)  # fmt: skip
def test_sixty_in_a_hundred_is_the_same_and_thirty_is_near(
    share: int,
    is_same: bool,  # noqa: FBT001 - a column of the table
    is_near: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert (Alike(share).is_same, Alike(share).is_near) == (is_same, is_near)
    assert Alike() == Alike(0, ())


def test_thirty_is_enough_to_show_what_is_shared() -> None:
    ten = "甲乙丙丁戊己庚辛壬癸子"  # ten pairs
    assert alike(ten, "甲乙丙丁一二三四五六七八九") == Alike(30, ("甲乙丙丁",))


@given(st.text(max_size=80), st.text(max_size=80))
def test_neither_order_nor_marks_nor_case_matters(one: str, other: str) -> None:
    found = alike(one, other)
    assert 0 <= found.share <= 100
    assert found.share == alike(other, one).share
    assert found.share == alike(f"…{one}！", other).share
    assert all(len(word) >= 4 for word in found.words)
