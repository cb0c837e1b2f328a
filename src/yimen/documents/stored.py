"""How a letter is kept: as JSON, and back, unchanged."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from yimen.documents.content import LETTERS, Letter
from yimen.documents.kinds import Kind
from yimen.documents.paper import Paper

#: Raised when a field changes its meaning, so that an old letter is never misread.
EDITION = 1

JSON = dict[str, Any]
Made = TypeVar("Made")


class OtherEdition(ValueError):
    """A letter was kept in a form that this version does not read."""

    def __init__(self, found: object) -> None:
        """Say which form was found."""
        super().__init__(f"stored letter: expected edition {EDITION}, found {found}.")


def to_json(letter: Letter | Paper) -> JSON:
    """Write a letter as plain JSON values."""
    kind = letter.kind.value if letter.kind else ""
    return {"edition": EDITION, "kind": kind, **_plain_fields(letter)}


def from_json(stored: JSON) -> Letter:
    """Read back the facts of a letter."""
    return _made(LETTERS[Kind(stored["kind"])], _checked(stored))


def paper_from_json(stored: JSON) -> Paper:
    """Read back a letter as it was written, word for word."""
    return _made(Paper, _checked(stored))


def _checked(stored: JSON) -> JSON:
    if stored["edition"] != EDITION:
        raise OtherEdition(stored["edition"])
    return stored


def _plain_fields(whole: object) -> JSON:
    names = [each.name for each in fields(whole)]  # type: ignore[arg-type] # only dataclasses come
    return {name: _plain(getattr(whole, name)) for name in names}


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value


def _made(cls: type[Made], stored: JSON) -> Made:
    hints = get_type_hints(cls)
    names = [each.name for each in fields(cls)]  # type: ignore[arg-type] # only dataclasses come
    return cls(**{name: _read(hints[name], stored[name]) for name in names if name in stored})


def _read(hint: type[Any], value: JSON | list[Any] | str | None) -> object:
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_read(get_args(hint)[0], each) for each in value)
    if NoneType in get_args(hint):
        return None if value is None else _read(get_args(hint)[0], value)
    if isinstance(value, dict):
        return _made(hint, value)
    if issubclass(hint, date) and isinstance(value, str):
        return hint.fromisoformat(value)
    return hint(value) if issubclass(hint, Enum) else value
