"""What the figures are called, and how good they are to be.

The aims are for two cores that server, database and clients share, and 200 thousand petitions.
"""

from __future__ import annotations

from dataclasses import dataclass

BARE = "bare page"
TWO_ROWS = "two rows, by plain SQL"
FILED_ROWS = "rows of a filing, by plain SQL"
INTAKE = "filing, with its receipt queued"
ACT = "acceptance, with its letter queued"
TRACK = "tracking page"
LIVES = "lives, from filing to reading the answer"
DESKS = ("desk, first page", "desk, page 100", "desk of a handler", "desk of a lawyer")
PETITIONS = ("petition with its record", "petition, as a handler")
SEARCHES = (
    "search, a rare word",
    "search, a common word",
    "search, two characters",
    "search, a name",
)

AIMED_AT, CLIENTS = 200_000, 8
#: No figure is to fall by more than this share from the smallest size to the largest.
MOST_LOST = 0.1
SWEEP_SECONDS, RECOVERY_SECONDS = 10, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """How good an operation is to be with eight clients; 0 where nothing is asked."""

    per_second: float = 0
    p95_ms: float = 0
    queries: float = 0

    def __str__(self) -> str:
        """Say it in a few words."""
        said = [
            f"≥ {self.per_second:g}/s" if self.per_second else "",
            f"p95 ≤ {self.p95_ms:g} ms" if self.p95_ms else "",
            f"≤ {self.queries:g} queries" if self.queries else "",
        ]
        return ", ".join(filter(None, said))

    def is_met(self, per_second: float, p95_ms: float, queries: float) -> bool:
        """Say whether what was found is good enough."""
        return (
            per_second >= self.per_second
            and (not self.p95_ms or p95_ms <= self.p95_ms)
            and (not self.queries or queries <= self.queries)
        )


_PAGE = Aim(per_second=250, p95_ms=40, queries=10)
AIMS: dict[str, Aim] = {
    INTAKE: Aim(per_second=300),
    ACT: Aim(per_second=200),
    **dict.fromkeys((*DESKS, *PETITIONS), _PAGE),
    **dict.fromkeys(SEARCHES, Aim(p95_ms=60)),
    LIVES: Aim(per_second=30),
}
