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

from yimen.access.actor import Actor
from yimen.access.policy import POLICY
from yimen.access.scopes import REFERRED_TO_MY_ROOM, SENT_TO_MY_ORGAN

_FIND = """
select petition, rank from petitions_with_words(
    %s::tsquery, %s::boolean, %s::int, %s::bigint, %s::bigint, %s::text)
"""
RUNS = re.compile(r"[㐀-鿿豈-﫿]+|[0-9A-Za-z]+")
#: From how many characters on a run may hold an error, and two that changed places; where it ends.
_SHORTEST_BENT, _WIDE, _BENT = 3, 5, 16
LONGEST = 20_000
#: PostgreSQL keeps so many places of a token, and counts no further than about this.
MOST, _LAST = 200, 16_000
_PLACES = tuple(str(min(place, _LAST)) for place in range(1, 2 * LONGEST + 1))


def find(
    text: str, *, names: bool, size: int, before: int = 0, by: Actor | None = None
) -> list[tuple[int, float]]:
    """Return (petition, rank) for the newest petitions that hold these words, as RLS allows.

    Who asks, `by`, only lets PostgreSQL guess how many of them this post can see.
    """
    asked = query(text)
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [asked, names, size, before, *_narrowed(by)])
        return [(int(petition), float(rank)) for petition, rank in cursor.fetchall()]


def keep(petition: int, text: str, names: str) -> None:
    """Keep anew by which words and names a petition is found."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select keep_words(%s, %s::tsvector, %s::tsvector)",
            [petition, vector(text), vector(names)],
        )


def near(text: str, *, names: bool, size: int, by: Actor, organ: int = 0) -> list[int]:
    """Return the newest petitions that hold these words but for a wrong character in each.

    `organ` leaves only what was sent there, for a post that is not bound to an organ of its own.
    """
    asked = bent(text)
    if not asked:
        return []
    own, room = _narrowed(by)
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [asked, names, size, 0, own or organ, room])
        return [int(petition) for petition, _ in cursor.fetchall()]


def _narrowed(by: Actor | None) -> tuple[int, str]:
    scope = POLICY["petition.read"].get(by.role) if by else None
    organ = by.organ if by and scope is SENT_TO_MY_ORGAN else 0
    return organ, by.role.value if by and scope is REFERRED_TO_MY_ROOM else ""


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


def bent(text: str) -> str:
    """Return what a person typed as a `tsquery` that forgives an error in every run."""
    runs = RUNS.findall(text.lower())[:12]
    return " & ".join("(" + " | ".join(_forgiving(run[:_BENT])) + ")" for run in runs)


def _forgiving(run: str) -> list[str]:
    """Return every way to leave out what one wrong character, or two that changed places, touch.

    A run of five and more may also be right in one of its halves only; of three, the one between
    may be wrong: from one character to the next but one it is four tokens.
    """
    pairs = _asked(run)
    if run[0].isascii() or len(run) < _SHORTEST_BENT:
        return [_all_of(pairs)]
    width = 1 if len(run) < _WIDE else 2
    left = [
        [pair for at, pair in enumerate(pairs) if not wrong - 1 <= at < wrong + width]
        for wrong in range(len(run) - width + 1)
    ]
    if len(run) >= _WIDE:
        half = (len(pairs) + 1) // 2
        left += [pairs[:half], pairs[-half:]]
    around = [f"('{run[0]}' <4> '{run[2]}')"] if len(run) == _SHORTEST_BENT else []
    return [*dict.fromkeys(_all_of(kept) for kept in left if kept), *around]


def _all_of(tokens: list[str]) -> str:
    return "(" + " & ".join(f"'{token}'" for token in tokens) + ")"


def pairs(text: str) -> list[str]:
    """Return the pairs of characters of a text, and its words and numbers, each once."""
    found = (token for run in RUNS.findall(text.lower()) for token in _asked(run))
    return list(dict.fromkeys(found))


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
