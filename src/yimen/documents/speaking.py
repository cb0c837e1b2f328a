"""How facts are said in a letter: dates, codes, lists, and what was not given."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import SimpleNamespace

import yaml

from yimen.base.time import LOCAL
from yimen.documents.glyphs import clean

DIGITS = "零一二三四五六七八九"
TEN = 10
ENDS = "。！？…；"
WORDS: dict[str, dict[str | int, str]] = yaml.safe_load(
    (Path(__file__).parent / "letters" / "words.yaml").read_text(encoding="utf-8")
)


class Said(str):
    """A text that can end a sentence: `{gap:。}` adds a full stop unless it has an end."""

    __slots__ = ()

    def __format__(self, end: str) -> str:
        """Return the text, ended by `end` unless it has an end of its own."""
        return str(self) if not end or self.endswith(tuple(ENDS)) else f"{self}{end}"


class Absent:
    """A fact that was not given: nothing of it says anything."""

    def __getattr__(self, name: str) -> Absent:
        """Return nothing of nothing."""
        return self

    def __bool__(self) -> bool:
        """Count as not given."""
        return False

    def __format__(self, end: str) -> str:
        """Say nothing, without a full stop."""
        return ""


class Listed(tuple["Spoken", ...]):
    """Several facts; in a sentence they stand in a row."""

    __slots__ = ()

    def __format__(self, end: str) -> str:
        """Return them in a row; after a full stop no comma follows."""
        return format(Said("、".join(map(str, self)).replace("。、", "。")), end)


Spoken = Said | Absent | Listed | SimpleNamespace


def speak(value: object) -> Spoken:
    """Put one fact into words; what is made of several facts keeps its parts by name."""
    match value:
        case None:
            return Absent()
        case tuple():
            return Listed(map(speak, value))
        case Enum():
            return Said(WORDS[type(value).__name__.lower()][value.value])
        case datetime():
            return Said(_moment(value))
        case date():
            return Said(day_words(value))
        case _:
            return facts_of(value) if is_dataclass(value) else Said(_tidy(str(value)))


def facts_of(whole: object) -> SimpleNamespace:
    """Put every field of a whole into words, by its name."""
    assert is_dataclass(whole)  # noqa: S101 - tells the type checker what it cannot see
    return SimpleNamespace(
        **{each.name: speak(getattr(whole, each.name)) for each in fields(whole)}
    )


def day_words(day: date) -> str:
    """Write a date as official papers do: 2026年11月21日."""
    return f"{day.year}年{day.month}月{day.day}日"


def numeral(number: int) -> str:
    """Write a number up to 99 as headings do: 一, 十, 二十一."""
    tens, ones = divmod(number, TEN)
    before = DIGITS[tens] if tens > 1 else ""
    return before + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def _moment(moment: datetime) -> str:
    here = moment.astimezone(LOCAL)
    return f"{day_words(here.date())}{here.hour}时{here.minute:02}分"


def _tidy(text: str) -> str:
    lines = (line.strip() for line in clean(text).split("\n"))
    return "\n".join(filter(None, lines))
