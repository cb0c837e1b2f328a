"""A rush of petitions: so many lives begun in each second, whether the others are done or not."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Self
from uuid import uuid4

from yimen.ops.bench.client import Client
from yimen.ops.bench.copying import as_system, connect
from yimen.ops.bench.driving import Drive, summed
from yimen.ops.bench.life import Life, Stuck
from yimen.ops.bench.offices import Offices

#: How many lives a second begin, step after step.
RATES = (1, 15, 1, 25, 2, 35, 10)
_LONGEST = 120.0


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


class _Seen:
    def __init__(self, steps: int) -> None:
        self.samples: list[list[float]] = [[] for _ in range(steps)]
        self.failed = [0] * steps
        self.trouble = [""] * steps


def many_lives(port: int, offices: Offices, clients: int, seconds: float) -> Drive:
    """Live one life after the other, in so many browsers at once."""
    until = time.perf_counter() + seconds
    seen = _Seen(1)

    def keep_on() -> None:
        with _Browser(port, offices) as browser:
            while time.perf_counter() < until:
                browser.live(_Begun(0, time.perf_counter()), seen)

    began = time.perf_counter()
    _together([threading.Thread(target=keep_on) for _ in range(clients)])
    took = time.perf_counter() - began
    return summed(seen.samples[0], seen.failed[0], seen.trouble[0], took)


def rush(
    port: int, offices: Offices, clients: int, seconds: float, rates: Sequence[int] = RATES
) -> Rush:
    """Begin lives at the rate of each step, for so many seconds each; then wait for the last."""
    waiting: queue.SimpleQueue[_Begun | None] = queue.SimpleQueue()
    seen = _Seen(len(rates))

    def serve() -> None:
        with _Browser(port, offices) as browser:
            while (begun := waiting.get()) is not None:
                if time.perf_counter() - begun.at < _LONGEST:
                    browser.live(begun, seen)
                else:
                    seen.failed[begun.step] += 1

    threads = [threading.Thread(target=serve) for _ in range(clients)]
    for thread in threads:
        thread.start()
    begun = [_begin(waiting, step, rate, seconds) for step, rate in enumerate(rates)]
    ended = time.perf_counter()
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    steps = [
        StepSeen(rate, begun[n], summed(seen.samples[n], seen.failed[n], seen.trouble[n], seconds))
        for n, rate in enumerate(rates)
    ]
    return Rush(steps, round(time.perf_counter() - ended, 1), sum(seen.failed))


def _begin(waiting: queue.SimpleQueue[_Begun | None], step: int, rate: int, seconds: float) -> int:
    """Begin the lives of one step, evenly spread; return how many."""
    began, number = time.perf_counter(), max(1, round(rate * seconds))
    for place in range(number):
        time.sleep(max(0.0, began + place * seconds / number - time.perf_counter()))
        waiting.put(_Begun(step, time.perf_counter()))
    time.sleep(max(0.0, began + seconds - time.perf_counter()))
    return number


class _Browser:
    """A client with a look into the database, for as long as it is used."""

    def __init__(self, port: int, offices: Offices) -> None:
        self._client, self._owner = Client(port), connect()
        as_system(self._owner)
        self._life = Life(port, offices, self._owner)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self._owner.close()

    def live(self, begun: _Begun, seen: _Seen) -> None:
        """Live one life, and note how long it took since it was begun."""
        chance = Random(uuid4().int)  # noqa: S311 - invented data, not a secret
        try:
            self._life.live(self._client, chance)
        except (Stuck, OSError) as error:
            seen.failed[begun.step] += 1
            seen.trouble[begun.step] = seen.trouble[begun.step] or str(error)
            return
        seen.samples[begun.step].append(time.perf_counter() - begun.at)


def _together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
