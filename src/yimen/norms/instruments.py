"""The instruments that our rules cite: read from instruments.yaml, and found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from yimen.law.reading import Fields
from yimen.law.words import Words

FILE = Path(__file__).parent / "instruments.yaml"
FIELDS = {"kind", "title", "names", "issuer", "number", "issued_on", "from", "until", "by", "mark"}
_DIGITS = "零一二三四五六七八九"
_TEN, _HUNDRED = 10, 100


class Kind(StrEnum):
    """Who makes such a rule."""

    LAW = "law"
    REGULATION = "regulation"
    PARTY = "party"
    RULE = "rule"
    LOCAL = "local"


class Mark(StrEnum):
    """How sure we are of its names, numbers and days."""

    READ = "G"
    EXCERPT = "P"
    MEMORY = "M"
    REPORT = "S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One instrument as our citations know it."""

    slug: str
    kind: Kind
    title: Words
    names: tuple[str, ...]
    issuer: Words
    number: str
    issued_on: date | None
    starts_on: date
    ends_on: date | None
    by: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; one that cites an instrument says which, and which article."""

    text: str
    slug: str = ""
    article: int = 0


def read(path: Path = FILE) -> dict[str, Instrument]:
    """Return the instruments of a file by their short names."""
    page = Fields.of_file(path)
    found = {slug: _one(page.inside(slug), slug) for slug in page.names()}
    for one in found.values():
        if one.by and one.by not in found:
            page.inside(one.slug).refuse(
                Words("没有{by!r}", "{by!r} is not here"),
                Words("请加上取代它的文件。", "Add what took its place."),
                by=one.by,
            )
    return found


def _one(row: Fields, slug: str) -> Instrument:
    row.allow(FIELDS)
    return Instrument(
        slug=slug,
        kind=row.choice("kind", Kind),
        title=row.words("title"),
        names=tuple(str(name) for name in row.sequence("names")),
        issuer=row.words("issuer"),
        number=row.text("number", ""),
        issued_on=row.day("issued_on") if "issued_on" in row else None,
        starts_on=row.day("from"),
        ends_on=row.day("until") if "until" in row else None,
        by=row.text("by", ""),
        mark=row.choice("mark", Mark),
    )


INSTRUMENTS = read()
_BY_NAME = {name: one.slug for one in INSTRUMENTS.values() for name in one.names}
_ARTICLE_ZH = (
    r"(?:第(?P<zh>[一二三四五六七八九十百零]+|\d+)条(?:第[一二三四五六七八九十]+[款项])*)?"
)
_ARTICLE_EN = r"(?:, arts?\. (?P<en>\d+)(?:\(\d+\)| para\. \d+| item \d+)*)?"
_CITED = re.compile(
    "(?P<name>"
    + "|".join(re.escape(name) for name in sorted(_BY_NAME, key=len, reverse=True))
    + f")(?:{_ARTICLE_ZH}){_ARTICLE_EN}"
)


def pieces(text: str) -> Iterator[Piece]:
    """Cut a sentence where it cites an instrument, so that a page can link it."""
    end = 0
    for found in _CITED.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()])
        article = found["zh"] or found["en"] or ""
        yield Piece(found[0], _BY_NAME[found["name"]], number(article) if article else 0)
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def number(said: str) -> int:
    """Return the number of an article as it is written: 34, 三十四, 一百二十."""
    if said.isdigit():
        return int(said)
    total, digit = 0, 0
    for sign in said:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            worth = _TEN if sign == "十" else _HUNDRED
            total, digit = total + (digit or 1) * worth, 0
    return total + digit
