"""Is it the same matter? How much of what two texts say is the same, and in which words.

A rule, not a judgement: it names the words that two texts share, and a person decides. Nothing here
looks at who wrote them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

#: From which share of the shorter text on two texts count as the same, or as near.
SAME, NEAR = 60, 30
#: A shared run of so many characters is shown as a reason; so many of them, and so long a text.
SHORTEST, MOST, LONGEST = 4, 4, 600
_RUNS = re.compile(r"[㐀-鿿豈-﫿]+|[0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """How much of the shorter text the other says too, in percent, and the longest shared words."""

    share: int = 0
    words: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Say whether they basically say the same."""
        return self.share >= SAME

    @property
    def is_near(self) -> bool:
        """Say whether they are worth reading side by side."""
        return self.share >= NEAR


def alike(one: str, other: str) -> Alike:
    """Compare two texts by their pairs of characters, and find the words that they share."""
    first, second = _plain(one), _plain(other)
    mine, theirs = _pairs(first), _pairs(second)
    if not mine or not theirs:
        return Alike()
    share = 100 * len(mine & theirs) // min(len(mine), len(theirs))
    return Alike(share, _shared(first, second) if share >= NEAR else ())


def _plain(text: str) -> str:
    return " ".join(_RUNS.findall(text.lower()))[:LONGEST]


def _pairs(text: str) -> set[str]:
    runs = text.split()
    return {run[at : at + 2] for run in runs for at in range(max(len(run) - 1, 1))}


def _shared(one: str, other: str) -> tuple[str, ...]:
    """Return the longest runs that stand in both texts, longest first."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    runs = {part for block in blocks for part in one[block.a : block.a + block.size].split()}
    found = sorted((run for run in runs if len(run) >= SHORTEST), key=lambda run: (-len(run), run))
    return tuple(found[:MOST])
