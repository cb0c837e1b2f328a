"""What becomes of the clocks where one demand becomes several, or several become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from yimen.law.turning import Running, Turned


def earliest(kept: Turned, running: Mapping[str, Running], others: Iterable[Running]) -> Turned:
    """Return what the demand that is kept takes over: of every limit the date that is sooner.

    `running` are its own clocks, `others` those of the demands that are merged into it.
    """
    taken: dict[str, Running] = {}
    for clock in others:
        known = taken.get(clock.limit) or running.get(clock.limit)
        if known is None or clock.due_on < known.due_on:
            taken[clock.limit] = clock
    return replace(
        kept,
        stops=tuple(name for name in taken if name in running),
        starts=tuple(taken.values()),
    )
