"""Texts with gaps: written once for many petitions, filled in for each by one step of C."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from django.db.models import Model

from yimen.ops.bench.roads import NUMBERS, ROW, WORDS

#: How many rows of one table a petition may have: 100. Their numbers begin with its own.
_PLACES = 2
_GAP = re.compile(r"%\((\w+)\)s")
_DIGITS = str(ROW)[:-3]
_NUMBER = re.compile(_DIGITS + r"\d{3}")


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a row that each petition fills in itself."""

    name: str

    def __str__(self) -> str:
        """Write it as a gap of a text."""
        return f"%({self.name})s"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of one of several rows of a petition: the petition's own, and its place."""

    place: int

    def __str__(self) -> str:
        """Write it as a gap with two digits after it."""
        return f"%(row)s{self.place:0{_PLACES}d}"


class Gapped:
    """A text with gaps."""

    __slots__ = ("_pick", "_text")

    def __init__(self, text: str) -> None:
        """Take a text in which a gap is written %(name)s, and a percent sign twice."""
        # A last gap of no width: with it there are never too few names to pick.
        self._text = _GAP.sub("%s", text) + "%.0s"
        self._pick = itemgetter(*_GAP.findall(text), "row")

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the text with its gaps filled."""
        return str(self._text % self._pick(values))


def row_of(table: type[Model], given: Mapping[str, object]) -> str:
    """Write one row as COPY reads it; what is not given has the default of its column."""
    cells = [
        _cell(given[name]) if name in given else default
        for name, default in _defaults(table).items()
    ]
    return "\t".join(cells) + "\n"


def gapped(text: str) -> str:
    """Put gaps where the numbers and words stand that a petition has of its own."""
    text = text.replace("%", "%%")
    if _DIGITS in text:
        text = _NUMBER.sub(lambda found: f"%({NUMBERS[int(found[0])]})s", text)
    for word, name in WORDS.items():
        if word in text:
            text = text.replace(word, f"%({name})s")
    return text


@cache
def _defaults(table: type[Model]) -> dict[str, str]:
    """Return the columns of a table with what stands there if nothing is given."""
    return {str(one.column): _cell(one.get_default()) for one in table._meta.concrete_fields}


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    match value:
        case str():
            written = str(Gap(WORDS[value])) if value in WORDS else value.replace("%", "%%")
        case bool():
            written = "t" if value else "f"
        case int():
            written = str(Gap(NUMBERS[value]) if value in NUMBERS else value)
        case None:
            written = "\\N"
        case bytes():
            written = "\\\\x" + value.hex()
        case list():
            written = "{" + ",".join(map(str, value)) + "}"
        case dict():
            written = gapped(json.dumps(value, ensure_ascii=False))
        case date():
            written = value.isoformat()
        case _:
            written = str(value)
    return written
