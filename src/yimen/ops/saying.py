"""The words of the command line, in the language of the terminal, and its `--json`."""

from __future__ import annotations

import gettext
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click

from yimen.base.errors import Refused

_SOURCE = Path(__file__).parents[1]

json_option = click.option("--json", "as_json", is_flag=True, help="Print data, for machines.")


def speaks_chinese() -> bool:
    """Say whether the terminal asks for Chinese."""
    asked = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((value for value in asked if value), "").startswith("zh")


def say(message: str) -> str:
    """Translate a sentence of the command line, if the terminal asks for Chinese."""
    return _translate(message)


def in_one_line(refusal: Refused) -> str:
    """Say a refusal in one line, in the language of the terminal."""
    return " ".join(say(cleandoc(refusal.message)).format(**refusal.facts).split())


def print_json(data: object) -> None:
    """Print data as JSON: dates in ISO form, Chinese as it is."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def in_our_words(pair: object) -> str:
    """Choose from a {zh, en} pair what the terminal's reader reads."""
    language = "zh" if speaks_chinese() else "en"
    return str(pair[language]) if isinstance(pair, Mapping) else str(pair)


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def _translator() -> Callable[[str], str]:
    if not speaks_chinese():
        return lambda message: message
    found = [
        gettext.translation("django", folder, languages=["zh_Hans"], fallback=True)
        for folder in (_SOURCE / name / "locale" for name in ("ops", "people", "."))
    ]
    for fallback in found[1:]:
        found[0].add_fallback(fallback)
    # An empty message would fetch the catalogue's header.
    return lambda message: found[0].gettext(message) if message else ""


_translate = _translator()
