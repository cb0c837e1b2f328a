"""Chinese-first search: texts become bigrams and words, kept in a `tsvector`.

Chinese writes no spaces, so every pair of neighbouring characters is a token (`物业`, `业管`),
and single characters are too; a query for three characters is two bigrams side by side. Latin
words and numbers are tokens as they are. No dictionary, so no new word is ever missing from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from operator import add

from django.db import connection

RUNS = re.compile(r"[㐀-鿿豈-﫿]+|[0-9A-Za-z]+")
LONGEST = 20_000
#: PostgreSQL keeps so many places of a token, and counts no further than about this.
MOST, _LAST = 200, 16_000
_PLACES = tuple(str(min(place, _LAST)) for place in range(1, 2 * LONGEST + 1))


def keep(petition_id: int, words: str, names: str) -> None:
    """Keep the words of a petition, and the names in it, for searching."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select keep_words(%s, %s::tsvector, %s::tsvector)",
            [petition_id, vector(words), vector(names)],
        )


def find(text: str, *, names: bool, size: int, before: int = 0) -> list[tuple[int, float]]:
    """Return (petition, rank) for the newest petitions that hold these words, as RLS allows."""
    asked = query(text)
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select petition, rank from petitions_with_words(%s::tsquery, %s, %s, %s)",
            [asked, names, size, before],
        )
        return [(int(petition), float(rank)) for petition, rank in cursor.fetchall()]


def vector(text: str) -> str:
    """Return a text as the literal of a `tsvector`: every token with its places."""
    places: dict[str, list[str]] = {}
    for place, token in zip(_PLACES, tokens(text[:LONGEST]), strict=False):
        if token in places:
            places[token].append(place)
        else:
            places[token] = [place]
    return " ".join([f"'{token}':{','.join(at[:MOST])}" for token, at in places.items()])


def query(text: str) -> str:
    """Return what a person typed as the literal of a `tsquery`: every run must occur."""
    return " & ".join(
        "(" + " & ".join(f"'{token}'" for token in _asked(run)) + ")"
        for run in RUNS.findall(text.lower())[:12]
    )


def tokens(text: str) -> Iterator[str]:
    """Yield the tokens of a text in their order: bigrams and characters, words, numbers."""
    for run in RUNS.findall(text.lower()):
        if run[0].isascii():
            yield run[:64]
        else:
            pairs = map(add, run, run[1:])
            yield from chain.from_iterable(zip(run, pairs, strict=False))
            yield run[-1]


def _asked(run: str) -> list[str]:
    """Return the tokens that a run of a query asks for: bigrams where there are two characters."""
    if run[0].isascii() or len(run) == 1:
        return [run[:64]]
    return [run[here : here + 2] for here in range(len(run) - 1)]
