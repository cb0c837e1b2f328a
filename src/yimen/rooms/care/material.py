"""The pages for helping oneself, and the self-check: read once from `material.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("material.yaml")
Words = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: a title, and sentences that can be followed."""

    name: str
    title: Words
    lead: Words
    steps: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """Questions of our own with the same answers each; it diagnoses nothing."""

    version: str
    questions: tuple[Words, ...]
    answers: tuple[Words, ...]

    @property
    def range(self) -> range:
        """The answers that there are."""
        return range(len(self.answers))


def _read() -> tuple[dict[str, Page], SelfCheck]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    pages = {
        one["name"]: Page(
            name=one["name"], title=one["title"], lead=one["lead"], steps=tuple(one["steps"])
        )
        for one in found["pages"]
    }
    check = found["check"]
    return pages, SelfCheck(
        version=str(check["version"]),
        questions=tuple(check["questions"]),
        answers=tuple(check["answers"]),
    )


PAGES, CHECK = _read()
