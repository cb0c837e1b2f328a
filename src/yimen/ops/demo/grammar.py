"""A small grammar of what people write and officers answer: rows of words, filled in by chance.

The words are in `grammar/`: `{name}` stands for a fact of the petition, or for any word of a list;
`{3-9}` for a number, `{20-90*5}` for a multiple. The same chance always writes the same text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from yimen.law.taxonomy import TAXONOMY

_FOLDER = Path(__file__).parent / "grammar"
_GAP = re.compile(r"\{([^{}]+)\}")
_NUMBER = re.compile(r"(\d+)-(\d+)(?:\*(\d+))?$")
_OWN_WAY = 6
RESULTS = ("supported", "explained", "not_supported")
_USUALLY = (42, 40, 18)
#: So many have two characters in their given name.
_TWO_GIVEN = 0.72


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing people write about: how often, in which words, and how it is answered."""

    category: str
    organ: str
    weight: float
    kinds: str
    group: float
    suggestion: float
    elsewhere: float
    way: int
    result: tuple[int, ...]
    season: Mapping[int, float]
    slots: Mapping[str, Sequence[str]]
    said: Mapping[str, Sequence[str]]

    @property
    def route(self) -> int:
        """The way of art. 31 on which its opinion is given: the petition procedure's own."""
        return _OWN_WAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """An event about which hundreds write within days."""

    name: str
    topic: Topic
    months: tuple[int, ...]
    size: tuple[int, int]
    days: int
    place: Mapping[str, str]


@cache
def words() -> Mapping[str, Any]:
    """Return the words that every text may use."""
    known: Mapping[str, Any] = _read("shared")
    return known


@cache
def topics() -> tuple[Topic, ...]:
    """Return everything people write about, in the order of the files."""
    files = ("homes", "streets", "work", "people")
    return tuple(_topic(row) for name in files for row in _read(name))


@cache
def bursts() -> tuple[Burst, ...]:
    """Return the events that may befall the district."""
    return tuple(
        Burst(
            name=row["id"],
            topic=_topic(row),
            months=tuple(row["months"]),
            size=(row["size"][0], row["size"][1]),
            days=row["days"],
            place=row["place"],
        )
        for row in _read("bursts")
    )


def fill(text: str, facts: Mapping[str, str], chance: Random) -> str:
    """Fill the gaps of a text, and the gaps of what fills them."""
    while found := _GAP.search(text):
        text = text[: found.start()] + _gap(found[1], facts, chance) + text[found.end() :]
    return text


def utter(name: str, facts: Mapping[str, str], chance: Random) -> str:
    """Say one of the sentences of a list that everybody shares."""
    return fill(chance.choice(words()[name]), facts, chance)


def name_of(chance: Random) -> str:
    """Invent the name of a person."""
    known = words()
    first: str = chance.choice(known["given_first"]) if chance.random() < _TWO_GIVEN else ""
    surname: str = chance.choice(known["surnames"])
    given: str = chance.choice(known["given_last"])
    return surname + first + given


def competence_of(category: str) -> str:
    """Return which kind of office is usually competent for a category."""
    return TAXONOMY.find(category).competence


def _gap(name: str, facts: Mapping[str, str], chance: Random) -> str:
    if name in facts:
        return facts[name]
    number = _NUMBER.match(name)
    if number is None:
        return str(chance.choice(words()[name]))
    low, high, step = (int(part or 1) for part in number.groups())
    return str(chance.randrange(low, high + 1, step))


def _topic(row: Mapping[str, Any]) -> Topic:
    return Topic(
        category=row["category"],
        organ=row.get("organ", ""),
        weight=row.get("weight", 0),
        kinds=row.get("kinds", ""),
        group=row.get("group", 4) / 100,
        suggestion=row.get("suggestion", 0) / 100,
        elsewhere=row.get("elsewhere", 0) / 100,
        way=row.get("way", _OWN_WAY),
        result=tuple(row.get("result", _USUALLY)),
        season=row.get("season", {}),
        slots={name: _listed(values) for name, values in row.get("slots", {}).items()},
        said={part: row[part] for part in _PARTS},
    )


def _listed(values: object) -> Sequence[str]:
    return [str(value) for value in values] if isinstance(values, list) else [str(values)]


_PARTS = ("title", "ask", "fact", "found", "reason", "duty", "basis", "bad")


def _read(name: str) -> Any:  # noqa: ANN401 - what a YAML file holds
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
