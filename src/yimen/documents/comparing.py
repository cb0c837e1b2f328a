"""Where two letters differ, word by word: what was there, and what stands there now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: How much of the unchanged text before a change is shown, to find the place.
_BEFORE = 8
_MOST = 40
#: Comparing takes time with every pair of equal signs: whoever fills a file with commas must not
#: keep us busy for hours. Beyond so many pairs what lies between start and end is one change.
_MOST_PAIRS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One place: on which page of the file in hand, after which words, what was and what is."""

    page: int
    after: str
    was: str
    now: str


def changes(was: Sequence[str], now: Sequence[str]) -> list[Change]:
    """Return where the pages of a file in hand differ from those that were issued."""
    return list(_changes("".join(was), now))[:_MOST]


def _changes(was: str, pages: Sequence[str]) -> Iterator[Change]:
    now = "".join(pages)
    for i1, i2, j1, j2 in _differing(was, now):
        yield Change(
            page=_page(pages, j1),
            after=now[max(0, j1 - _BEFORE) : j1],
            was=was[i1:i2],
            now=now[j1:j2],
        )


def _differing(was: str, now: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield from where to where each differs from the other, between what begins and ends alike."""
    start = _alike(was, now)
    end = _alike(was[start:][::-1], now[start:][::-1])
    was, now = was[start : len(was) - end], now[start : len(now) - end]
    signs, others = Counter(was), Counter(now)
    if sum(n * others[sign] for sign, n in signs.items()) > _MOST_PAIRS:
        yield start, start + len(was), start, start + len(now)
        return
    for verb, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if verb != "equal":
            yield start + i1, start + i2, start + j1, start + j2


def _alike(one: str, other: str) -> int:
    """Return how many signs two texts begin with in common."""
    signs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in signs if a != b), min(len(one), len(other)))


def _page(pages: Sequence[str], at: int) -> int:
    for number, page in enumerate(pages, start=1):
        if at < len(page):
            return number
        at -= len(page)
    return max(1, len(pages))
