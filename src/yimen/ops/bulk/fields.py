"""The columns of a table of petitions, read from fields.yaml: one list for in, out and template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from yimen.law.reading import Fields as Reader
from yimen.law.words import Words

#: The fields of one demand and of one person; the others belong to the petition.
OF_DEMAND = ("request", "facts")
OF_PERSON = (
    "name",
    "capacity",
    "party_kind",
    "id_kind",
    "id_number",
    "phone",
    "address",
    "nationality",
    "reach",
    "language",
    "needs",
    "authority",
)
_KNOWN = frozenset(
    "zh en also note kind values needed repeats digits sealed told".split()  # noqa: SIM905 - a list of words
)
_NUMBERED = re.compile(r"(.*?\D)([1-9]\d?)")
_DECORATION = re.compile(r"[\s*:：]|[((]必填[))]")


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    MOMENT = "moment"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    ORGAN = "organ"
    REGION = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a choice: our word for it, its label, what else means it."""

    value: str
    title: Words
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column."""

    key: str
    title: Words
    note: Words
    also: tuple[str, ...]
    kind: Kind
    choices: tuple[Choice, ...]
    needed: bool
    repeats: bool
    digits: bool
    sealed: bool
    told: bool

    def meaning(self, word: str) -> str | None:
        """Return our word for what a cell of a choice says, or nothing."""
        return self._meanings().get(folded(word))

    def label(self, value: str) -> str:
        """Return the Chinese label of our word for a choice."""
        return next((one.title.zh for one in self.choices if one.value == value), value)

    def _meanings(self) -> dict[str, str]:
        return {
            folded(word): one.value
            for one in self.choices
            for word in (one.value, one.title.zh, one.title.en, *one.also)
        }


def folded(text: str) -> str:
    """Return a heading or a word as it is compared: half-width, small, without decoration."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", text).lower())


def numbered(key: str, number: int) -> str:
    """Name the column of the first, second, third demand or person: request, request2."""
    return key if number == 1 else f"{key}{number}"


def parted(name: str) -> tuple[str, int]:
    """Return a column's name and which of several it is: request2 is the second request."""
    found = _NUMBERED.fullmatch(name)
    return (found[1], int(found[2])) if found else (name, 1)


def understood(heading: str) -> str:
    """Return the field that a heading means without a mapping, numbered; or nothing."""
    whole = folded(heading)
    if whole in HEADINGS:
        return HEADINGS[whole]
    name, number = parted(whole)
    key = HEADINGS.get(name, "")
    return numbered(key, number) if key and FIELDS[key].repeats else ""


def heading(column: str) -> Words:
    """Return what stands over a column, with its number."""
    key, number = parted(column)
    title = FIELDS[key].title
    return title if number == 1 else Words(f"{title.zh}{number}", f"{title.en} {number}")


def _load(path: Path) -> Mapping[str, Field]:
    page = Reader.of_file(path)
    return {key: _field(key, page.inside(key)) for key in page.names()}


def _field(key: str, fields: Reader) -> Field:
    fields.allow(_KNOWN)
    kind = fields.choice("kind", Kind) if "kind" in fields else Kind.TEXT
    flags = {
        name: fields.flag(name, default=False)
        for name in ("needed", "repeats", "digits", "sealed", "told")
    }
    return Field(
        key=key,
        title=Words(fields.text("zh"), fields.text("en")),
        note=fields.words("note"),
        also=tuple(map(str, fields.sequence("also"))),
        kind=kind,
        choices=tuple(_choices(fields)) if kind is Kind.CHOICE else (),
        **flags,
    )


def _choices(fields: Reader) -> Iterator[Choice]:
    values = fields.inside("values")
    for value in values.names():
        one = values.inside(value)
        one.allow({"zh", "en", "also"})
        title = Words(one.text("zh"), one.text("en"))
        also = tuple(map(str, one.sequence("also")))
        yield Choice(value=value, title=title, also=also)


FIELDS: Mapping[str, Field] = _load(Path(__file__).parent / "fields.yaml")
HEADINGS: Mapping[str, str] = {
    folded(word): key
    for key, field in FIELDS.items()
    for word in (*field.also, key, field.title.en, field.title.zh)
}
