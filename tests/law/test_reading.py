"""Reading our files: what is written is what is read, and a complaint says all that it knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from yimen.law.reading import BrokenFileError, Fields
from yimen.law.words import Words


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


PAGE = """
name: "  Rote Bete  "
nought: 0
yes: true
no: false
day: 2025-05-01
colour: blue
words: {zh: 甜菜, en: beetroot}
nothing:
list: [1, 2]
rows: [{name: a}, {name: b}]
42: a key that is a number
"""


def page(text: str) -> Fields:
    return Fields.of_text(text, "beds.yaml")


def test_what_is_written_is_what_is_read() -> None:
    read = page(PAGE.replace("yes:", '"yes":').replace("no:", '"no":'))
    assert (read.text("name"), read.number("nought"), read.day("day")) == (
        "Rote Bete",
        0,
        date(2025, 5, 1),
    )
    assert (read.flag("yes"), read.flag("no")) == (True, False)
    assert read.choice("colour", Colour) is Colour.BLUE
    assert read.words("words") == read.words_or_none("words") == Words("甜菜", "beetroot")
    assert read.sequence("list") == [1, 2]
    assert [row.text("name") for row in read.each("rows")] == ["a", "b"]
    assert list(read.names()) == [*PAGE_NAMES, "42"]
    assert read.plain()["42"] == "a key that is a number"


PAGE_NAMES = ("name", "nought", "yes", "no", "day", "colour", "words", "nothing", "list", "rows")


def test_what_is_left_out_is_what_it_is_without() -> None:
    read = page("")
    assert (read.text("name", "none"), read.text("name", "")) == ("none", "")
    assert (read.flag("yes", default=True), read.flag("no", default=False)) == (True, False)
    assert (read.words_or_none("words"), read.sequence("list"), read.each("rows")) == (None, [], [])
    assert (read.plain(), list(read.names()), "name" in read) == ({}, [], False)
    assert page("list:").sequence("list") == []


@pytest.mark.parametrize(
    ("text", "ask", "says"),
    [
        ("a: [", lambda _: None, None),
        ("- a", lambda _: None, "beds.yaml: is not a list of fields. Write it as `field: value`."),
        ("1", lambda _: None, "beds.yaml: is not a list of fields. Write it as `field: value`."),
        (
            "a: 1\nb: 2\na: 3",
            lambda _: None,
            'beds.yaml: "a": is there twice, near line 1. Keep one.',
        ),
        (
            "x: 1\nin:\n  b: 2\n  b: 3",
            lambda _: None,
            'beds.yaml: "b": is there twice, near line 3. Keep one.',
        ),
        ("[1, 2]: 3", lambda _: None, None),
        (
            "a: 2025-02-30",
            lambda _: None,
            "beds.yaml: is not YAML (day is out of range for month). Mend the line it names.",
        ),
        ("", lambda f: f.get("a"), "beds.yaml: has no a. Add it."),
        ("a:", lambda f: f.get("a"), "beds.yaml: has no a. Add it."),
        ("a:", lambda f: f.text("a", "none"), "beds.yaml: has no a. Add it."),
        (
            "a: 1\nb: 2",
            lambda f: f.allow({"c", "b", "d"}),
            "beds.yaml: nobody reads 'a'. Use one of b, c, d.",
        ),
        *(
            (
                f"a: {wrong}",
                lambda f: f.text("a"),
                "beds.yaml: a is not a word. Write it in letters, in quotes if needed.",
            )
            for wrong in ("12", "' '", "[b]", "2025-05-01")
        ),
        *(
            (
                f"a: {wrong}",
                lambda f: f.number("a"),
                "beds.yaml: a is not a whole number of nought or more. Correct it.",
            )
            for wrong in ("-1", "1.5", "many", "true")
        ),
        *(
            (
                f"a: {wrong}",
                lambda f: f.flag("a"),
                "beds.yaml: a is neither true nor false. Write true or false.",
            )
            for wrong in ("1", "often")
        ),
        *(
            (
                f"a: {wrong}",
                lambda f: f.day("a"),
                "beds.yaml: a is not a date. Write it like 2022-05-01, without quotes.",
            )
            for wrong in ("'2025-05-01'", "2025-05-01 10:00:00", "2025")
        ),
        (
            "a: green",
            lambda f: f.choice("a", Colour),
            "beds.yaml: a is 'green', which is unknown. Use one of red, blue.",
        ),
        (
            "a: {zh: 红, en: red, fr: rouge}",
            lambda f: f.words("a"),
            "beds.yaml: \"a\": nobody reads 'fr'. Use one of en, zh.",
        ),
        ("a: {en: red}", lambda f: f.words("a"), 'beds.yaml: "a": has no zh. Add it.'),
        (
            "a: b",
            lambda f: f.sequence("a"),
            "beds.yaml: a is not a list. Begin each line of it with a dash.",
        ),
        (
            "a: {b: {c: 1}}",
            lambda f: f.inside("a").inside("b").text("d"),
            'beds.yaml: "a: b": has no d. Add it.',
        ),
        (
            "a: {b: [{c: 1}, {}]}",
            lambda f: [one.get("c") for one in f.inside("a").each("b")],
            'beds.yaml: "a: b 2": has no c. Add it.',
        ),
        (
            "a: [{c: 1}, 2]",
            lambda f: f.each("a"),
            'beds.yaml: "a 2": is not a list of fields. Write it as `field: value`.',
        ),
    ],
)
def test_a_complaint_names_the_file_the_place_the_fault_and_the_remedy(
    text: str, ask: Callable[[Fields], object], says: str | None
) -> None:
    with pytest.raises(BrokenFileError) as caught:
        ask(page(text))
    if says is None:  # what the reader of YAML itself says, in one line
        assert str(caught.value).startswith("beds.yaml: is not YAML (while ")
        assert str(caught.value).endswith("). Mend the line it names.")
        assert "\n" not in str(caught.value)
        assert 'in "<' in str(caught.value)
    else:
        assert str(caught.value) == says


@pytest.mark.parametrize(
    ("text", "ask", "says"),
    [
        (
            "beds: {a: 1}",
            lambda page: page.inside("beds").text("b"),
            "beds.yaml：“beds”：缺少b。请补上。",
        ),
        ("a: x", lambda page: page.allow({"b"}), "beds.yaml：没有'a'这个字段。可以用的有：b。"),
        (
            "'{x}': 1",
            lambda page: page.text("{x}"),
            "beds.yaml：{x}不是文字。请写成文字，必要时加引号。",
        ),
        ("a: 1\na: 2", lambda page: page, "beds.yaml：“a”：重复出现，在第1行附近。请只保留一个。"),
    ],
)
def test_a_complaint_is_there_in_chinese(
    text: str, ask: Callable[[Fields], object], says: str
) -> None:
    with pytest.raises(BrokenFileError) as caught:
        ask(page(text))
    assert caught.value.words.zh == says


def test_a_file_is_read_in_unicode_and_complains_of_itself(tmp_path: Path) -> None:
    file = tmp_path / "beds.yaml"
    file.write_text("a: 甜菜", encoding="utf-8")
    assert Fields.of_file(file).text("a") == "甜菜"
    with pytest.raises(BrokenFileError, match=r"^beds\.yaml: has no b\. Add it\.$"):
        Fields.of_file(file).text("b")
    gone = tmp_path / "gone.yaml"
    with pytest.raises(BrokenFileError) as caught:
        Fields.of_file(gone)
    assert str(caught.value) == (
        f"{gone}: cannot be read (No such file or directory). Check the path."
    )
