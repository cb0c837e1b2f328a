"""What this installation has chosen: the environment, and `yimen.env` in the data folder."""

from __future__ import annotations

import os
from pathlib import Path

from yimen.base.errors import Refused

_YES = {"1", "yes", "true", "on"}
_NO = {"", "0", "no", "false", "off"}


class NotYesOrNo(Refused):
    """{name} is "{value}". Set it to 1 or 0."""


class NotANumber(Refused):
    """{name} is "{value}". Set it to a whole number above zero."""


def read_choices(folder: Path) -> None:
    """Add the lines of `yimen.env` to the environment; what is set there already wins."""
    for name, value in pairs(folder / "yimen.env").items():
        os.environ.setdefault(name, value)


def pairs(file: Path) -> dict[str, str]:
    """Read NAME=value lines; blank lines and lines that begin with # say nothing."""
    if not file.is_file():
        return {}
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    split = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in split}


def text(name: str, default: str = "") -> str:
    """Return a chosen text, or what we choose for those who do not."""
    return os.environ.get(name) or default


def words(name: str) -> list[str]:
    """Return a chosen list, written with commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def flag(name: str) -> bool:
    """Return a chosen yes or no; no is the default of all of them."""
    value = os.environ.get(name, "").strip().lower()
    if value not in _YES | _NO:
        raise NotYesOrNo(name=name, value=value)
    return value in _YES


def number(name: str, default: int) -> int:
    """Return a chosen number above zero, or what we choose for those who do not."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or int(value) < 1:
        raise NotANumber(name=name, value=value)
    return int(value)
