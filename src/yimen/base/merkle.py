"""One hash over any number of lines, in their order: the tree of RFC 6962, built as they come.

Only one hash for each level of the tree is kept in memory, so a million lines need twenty.
"""

from __future__ import annotations

import hashlib
from functools import reduce

_LEAF, _NODE = b"\0", b"\1"


class Tree:
    """A tree that grows by a leaf at a time."""

    def __init__(self) -> None:
        """Begin with no leaf."""
        self._tops: list[tuple[int, bytes]] = []
        self.leaves = 0

    def add(self, leaf: bytes) -> None:
        """Add one leaf at the end."""
        size, top = 1, hashlib.sha256(_LEAF + leaf).digest()
        while self._tops and self._tops[-1][0] == size:
            size, top = size * 2, _node(self._tops.pop()[1], top)
        self._tops.append((size, top))
        self.leaves += 1

    def root(self) -> str:
        """Return the hash over all leaves so far; of none, the hash of nothing."""
        if not self._tops:
            return hashlib.sha256().hexdigest()
        tops = [top for _, top in reversed(self._tops)]
        return reduce(lambda right, left: _node(left, right), tops).hex()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
