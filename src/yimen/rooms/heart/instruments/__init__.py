"""Questionnaires as data: none is loaded without a licence, a source and a language.

They help a talk along. Nothing is counted over people, nothing is diagnosed, and the answers are
the client's: only the counsellor reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yimen.base.errors import NotFound

HERE = Path(__file__).parent
WELLBEING = "wellbeing"
LONGEST = 500
#: Without these no questionnaire is used.
NEEDED = ("name", "version", "title", "licence", "source", "language", "validated_population",
          "items")  # fmt: skip


class NoLicenceError(ValueError):
    """A questionnaire does not say on which terms it may be used."""

    def __init__(self, file: Path, missing: str) -> None:
        """Name the file and what it lacks."""
        super().__init__(f"{file.name}: says no {missing}. It is not used before it does.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One questionnaire: its questions, the answers to choose from, and how a total is read."""

    name: str
    version: str
    title: Mapping[str, str]
    licence: str
    source: str
    lead: Mapping[str, str]
    items: tuple[Mapping[str, Any], ...]
    choices: tuple[Mapping[str, str], ...]
    bands: tuple[Mapping[str, Any], ...]
    #: The item whose answer above zero asks for a person at once.
    person_item: str = ""
    #: Only together with a counsellor, never alone at a screen.
    is_for_talks: bool = False

    def tidy(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Return the answers to questions that there are; unanswered ones are left out."""
        found = {}
        for item in self.items:
            value = str(answers.get(str(item["id"]), "")).strip()
            fits = [one for one in value.split(",") if one in self.offered(item)]
            kept = value[:LONGEST] if item.get("free") else ",".join(fits)
            if kept and (item.get("several") or item.get("free") or len(fits) == 1):
                found[str(item["id"])] = kept
        return found

    def offered(self, item: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
        """Return what can be answered to an item, by what is kept of it."""
        return {str(one["value"]): one for one in item.get("choices", self.choices)}

    def asks_for_a_person(self, answers: Mapping[str, str]) -> bool:
        """Say whether an answer must bring somebody to talk to the client at once."""
        given = answers.get(self.person_item, "")
        return bool(self.person_item) and given not in {"", "0", "no"}

    def total(self, answers: Mapping[str, str]) -> int | None:
        """Return the sum, where every item was answered with a number."""
        values = [answers.get(str(item["id"]), "") for item in self.items]
        if not self.bands or not all(value.isdecimal() for value in values):
            return None
        return sum(int(value) for value in values)

    def band(self, total: int) -> Mapping[str, str]:
        """Return how a total is read, in words for the counsellor."""
        found = [band for band in self.bands if total >= int(band["from"])]
        words: Mapping[str, str] = found[-1]["words"]
        return words


@cache
def instruments() -> dict[str, Instrument]:
    """Return every questionnaire that may be used, by its name.

    Raises:
        NoLicenceError: a file does not say on which terms it may be used.
    """
    return {made.name: made for made in map(load, sorted(HERE.glob("*.yaml")))}


def load(file: Path) -> Instrument:
    """Read one questionnaire."""
    told: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for needed in NEEDED:
        if not told.get(needed):
            raise NoLicenceError(file, needed)
    return Instrument(
        name=told["name"],
        version=str(told["version"]),
        title=told["title"],
        licence=told["licence"],
        source=told["source"],
        lead=told.get("lead", {}),
        items=tuple(told["items"]),
        choices=tuple(told.get("choices", ())),
        bands=tuple(told.get("bands", ())),
        person_item=str(told.get("person_item", "")),
        is_for_talks=bool(told.get("is_for_talks")),
    )


def instrument(name: str) -> Instrument:
    """Return a questionnaire.

    Raises:
        NotFound: there is none of this name that may be used.
    """
    found = instruments().get(name)
    if found is None:
        raise NotFound
    return found
