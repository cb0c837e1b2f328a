"""A rush of petitions: so many lives begun in each second, whether the others are done or not."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from uuid import uuid4

from yimen.ops.bench.client import Talk, converse
from yimen.ops.bench.copying import as_system, connect
from yimen.ops.bench.driving import Drive, Seen, summed
from yimen.ops.bench.life import Life, Living, Stuck
from yimen.ops.bench.offices import Offices

#: How many lives a second begin, step after step.
RATES = (1, 15, 1, 25, 2, 35, 10)
_LONGEST = 120.0
_MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step of the rush: what was begun, and how it went with those."""

    rate: int
    begun: int
    drive: Drive


@dataclass(frozen=True, slots=True)
class Rush:
    """All steps, and how long it took after the last until nobody waited any more."""

    steps: list[StepSeen]
    recovered_after_s: float
    unfinished: int


@dataclass(frozen=True, slots=True)
class _Begun:
    step: int
    at: float


def many_lives(port: int, offices: Offices, clients: int, seconds: float) -> Drive:
    """Live one life after the other, in so many browsers at once."""
    until, seen = time.perf_counter() + seconds, Seen()

    def keep_on(life: Life) -> Talk:
        while time.perf_counter() < until:
            yield from _live(life, time.perf_counter(), seen)

    began, worked = time.perf_counter(), time.thread_time()
    with _lives(offices) as life:
        converse(port, [keep_on(life) for _ in range(clients)])
    took = max(seen.last - began, 1e-3) if seen.last else seconds
    found = summed(seen, took)
    own = (time.thread_time() - worked) * _MILLISECONDS / max(found.sent, 1)
    return replace(found, own_ms=round(own, 3))


def rush(
    port: int, offices: Offices, clients: int, seconds: float, rates: Sequence[int] = RATES
) -> Rush:
    """Begin lives at the rate of each step, for so many seconds each; then wait for the last."""
    began = time.perf_counter()
    begun = deque(_begun(began, rates, seconds))
    numbers = [sum(one.step == step for one in begun) for step in range(len(rates))]
    seen = [Seen() for _ in rates]

    def serve(life: Life) -> Talk:
        while begun:
            one = begun.popleft()
            if one.at > time.perf_counter():
                yield one.at
            if time.perf_counter() - one.at < _LONGEST:
                yield from _live(life, one.at, seen[one.step])
            else:
                seen[one.step].fail("begun too late")

    with _lives(offices) as life:
        converse(port, [serve(life) for _ in range(clients)])
    late = time.perf_counter() - (began + seconds * len(rates))
    steps = [
        StepSeen(rate, numbers[step], summed(seen[step], seconds))
        for step, rate in enumerate(rates)
    ]
    return Rush(steps, round(max(late, 0.0), 1), sum(one.failed for one in seen))


def _begun(began: float, rates: Sequence[int], seconds: float) -> Iterator[_Begun]:
    """Yield when each life begins, those of a step evenly spread over it."""
    for step, rate in enumerate(rates):
        number = max(1, round(rate * seconds))
        for place in range(number):
            yield _Begun(step, began + (step + place / number) * seconds)


@contextlib.contextmanager
def _lives(offices: Offices) -> Iterator[Life]:
    with connect() as owner:
        as_system(owner)
        yield Life(offices, owner)


def _live(life: Life, began: float, seen: Seen) -> Living:
    """Live one life, and note how long it took since it was begun."""
    chance = Random(uuid4().int)  # noqa: S311 - invented data, not a secret
    try:
        yield from life.live(chance)
    except (Stuck, OSError) as error:
        seen.fail(str(error) or type(error).__name__)
        return
    seen.last = time.perf_counter()
    seen.samples.append(seen.last - began)
