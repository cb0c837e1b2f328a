"""Suggest what a letter is about and who is competent, from its own words.

The machine suggests, a person decides, and the screen says by which words. Nothing here looks at
the person who writes: only at words about the matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from yimen.law.reading import Fields
from yimen.law.taxonomy import FALLBACK, TAXONOMY, Taxonomy
from yimen.law.words import Words

WEIGHTS = {"strong": 5.0, "plain": 2.0, "weak": 1.0, "against": -3.0}
IN_TITLE = 3.0  # a word in the title weighs as much as three mentions more
SATURATES = 3  # further mentions of the same word add nothing
OPENING = 30  # a letter without a title says in its first characters what it wants
SUPPORT = 0.6  # how far words about the same field speak for each matter in it
ENOUGH = 4.0  # less than one strong word is no suggestion at all
BLANK = re.compile(r"\s+")

Hints = Mapping[str, tuple[tuple[str, float], ...]]  # word -> what it hints at, how strongly


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One category that the words hint at, how strongly, and by which words."""

    category: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficeSuggestion:
    """One kind of office that the words hint at, how strongly, and by which words."""

    competence: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What the words of one letter say: a score and the words, for each thing they hint at."""

    scores: dict[str, float]
    words: dict[str, list[str]]


class Screening:
    """The hints of keywords.yaml, ready to read letters."""

    def __init__(self, categories: Hints, offices: Hints, taxonomy: Taxonomy) -> None:
        """Keep the hints and the tree that names the office of each category."""
        self._categories, self._offices, self._taxonomy = categories, offices, taxonomy

    @classmethod
    def load(cls, path: Path, taxonomy: Taxonomy = TAXONOMY) -> Screening:
        """Read keywords.yaml; a category or an office that does not exist does not load."""
        page = Fields.of_file(path)
        page.allow({"categories", "offices"})
        categories = _hints(page.inside("categories"), {node.code for node in taxonomy.leaves()})
        offices = _hints(page.inside("offices"), set(taxonomy.competences))
        return cls(categories, offices, taxonomy)

    def suggest(self, text: str, title: str = "") -> list[Suggestion]:
        """Return the likely categories, likeliest first; `other` where the words say too little."""
        found = _read(self._categories, text, title)
        fields: dict[str, float] = defaultdict(float)
        for code, score in found.scores.items():
            fields[code.partition(".")[0]] += score
        ranked = [
            Suggestion(
                code, _supported(own, fields[code.partition(".")[0]]), tuple(found.words[code])
            )
            for code, own in found.scores.items()
            if own >= ENOUGH
        ]
        ranked.sort(key=lambda one: (-one.score, one.category))
        return ranked or [Suggestion(FALLBACK, 0.0, ())]

    def suggest_office(self, text: str, title: str = "") -> list[OfficeSuggestion]:
        """Return the likely kinds of office: by their own names, and by the matters they handle."""
        named, matters = _read(self._offices, text, title), _read(self._categories, text, title)
        scores, words = named.scores, named.words
        strongest: dict[str, list[float]] = defaultdict(list)
        for code, score in matters.scores.items():
            office = self._taxonomy.find(code).competence
            strongest[office].append(score)
            words[office] = [*words[office], *matters.words[code]]
        for office, found in strongest.items():
            scores[office] += _supported(max(found), sum(found))
        fallback = self._taxonomy.find(FALLBACK).competence
        ranked = [
            OfficeSuggestion(office, score, tuple(dict.fromkeys(words[office])))
            for office, score in scores.items()
            if score >= ENOUGH
        ]
        ranked.sort(key=lambda one: (-one.score, one.competence))
        return ranked or [OfficeSuggestion(fallback, 0.0, ())]


def _supported(own: float, field: float) -> float:
    """Add to a matter's own score a share of what else speaks for its field."""
    return own + SUPPORT * max(0.0, field - own)


def _read(hints: Hints, text: str, title: str) -> Read:
    body = BLANK.sub("", text)
    head = BLANK.sub("", title) or body[:OPENING]
    read = Read(defaultdict(float), defaultdict(list))
    for word, targets in hints.items():
        times = body.count(word)
        if not times and word not in head:
            continue
        strength = sqrt(min(times, SATURATES)) + (IN_TITLE if word in head else 0.0)
        share = strength / sqrt(len(targets))  # a word that hints at many things says less of each
        for target, weight in targets:
            read.scores[target] += share * weight
            if weight > 0:
                read.words[target].append(word)
    return read


def _hints(page: Fields, known: Iterable[str]) -> Hints:
    """Turn the lists of one section round: from each word to what it hints at."""
    page.allow(known)
    hints: dict[str, tuple[tuple[str, float], ...]] = {}
    for target in page.names():
        lists = page.inside(target)
        lists.allow(WEIGHTS)
        for kind in lists.names():
            for word in lists.sequence(kind):
                if not isinstance(word, str):
                    lists.refuse(
                        Words("{word!r}不是文字", "{word!r} is not a word"),
                        Words("请加引号。", "Put it in quotes."),
                        word=word,
                    )
                hints[word] = (*hints.get(word, ()), (target, WEIGHTS[kind]))
    return hints


SCREENING = Screening.load(Path(__file__).parent / "keywords.yaml")


def suggest(text: str, title: str = "") -> list[Suggestion]:
    """Return the likely categories of a letter, likeliest first."""
    return SCREENING.suggest(text, title)


def suggest_office(text: str, title: str = "") -> list[OfficeSuggestion]:
    """Return the likely kinds of office for a letter, likeliest first."""
    return SCREENING.suggest_office(text, title)
