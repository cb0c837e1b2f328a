"""Pour a stretch of invented days into the demo district: planned here, performed by a crew.

Every petition is one transaction under its own outer number: broken off and begun again, the work
goes on without doubling, and what a shorter stretch brought is not brought again.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Condition

from django.db import connection, transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, local_midnight
from yimen.ops.crew import hired
from yimen.ops.demo.deeds import plan
from yimen.ops.demo.doing import SOURCE
from yimen.ops.demo.letters import Collector, collected
from yimen.ops.demo.performing import Stage, perform
from yimen.ops.demo.planning import Life
from yimen.ops.demo.roster import Roster, roster
from yimen.registry.queries import seen_by

#: Of how many petitions, the latest, the letters stay in the queue for the worker.
PRINTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What is wanted: how many days until today, how much of a district, which chance."""

    days: int
    scale: float = 1.0
    seed: int = 1
    printed: int = PRINTED


@dataclass(slots=True)
class Poured:
    """What came of it; `refused` counts deeds that the acts refused, by deed and reason."""

    planned: int = 0
    new: int = 0
    already_there: int = 0
    refused: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Work:
    """What every process of the crew knows: all lives, in the order of coming."""

    lives: Sequence[Life]
    district: Roster
    stretch: Stretch
    over: datetime
    order: Order


class Order:
    """Let the lives be lodged one after the other, so that numbers follow the order of coming."""

    def __init__(self) -> None:
        """Begin with the first."""
        copies = multiprocessing.get_context("fork")
        self._turn: Condition = copies.Condition()
        self._next: Synchronized[int] = copies.Value("l", 0)

    @contextlib.contextmanager
    def turn(self, place: int) -> Iterator[None]:
        """Wait until all before this one are lodged; whoever breaks off lets the next go on."""
        with self._turn:
            self._turn.wait_for(lambda: self._next.value >= place)
        try:
            yield
        finally:
            self.done(place)

    def done(self, place: int) -> None:
        """Let the next one be lodged."""
        with self._turn:
            self._next.value = max(self._next.value, place + 1)
            self._turn.notify_all()


#: Told how many there are to bring; what it returns is told of each one, with its day.
Begin = Callable[[int], Callable[[date], None]]


def pour(stretch: Stretch, now: datetime, begin: Begin, size: int) -> Poured:
    """Bring the days until last midnight; the desks are found as this morning finds them."""
    today = local_day(now)
    first = date.fromordinal(today.toordinal() - stretch.days)
    yesterday = date.fromordinal(today.toordinal() - 1)
    with transaction.atomic():
        act_as(SYSTEM)
        district = roster()
        known = _known()
    lives = plan(district, first, yesterday, scale=stretch.scale, seed=stretch.seed)
    fresh = [life for life in lives if life.key not in known]
    poured = Poured(planned=len(lives), already_there=len(lives) - len(fresh))
    work = Work(fresh, district, stretch, local_midnight(today), Order())
    done = begin(len(fresh))
    for life, refused in _performed(work, size):
        poured.new += 1
        poured.refused.update(refused)
        done(local_day(life.arrival.at))
    return poured


def _performed(work: Work, size: int) -> Iterator[tuple[Life, list[str]]]:
    if size == 1:
        with collected() as collector:
            for place, life in enumerate(work.lives):
                yield life, _perform(work, place, collector)
        return
    _Here.work = work
    with hired(size) as crew:
        waiting = {crew.submit(_perform_here, place): one for place, one in enumerate(work.lives)}
        for finished in as_completed(waiting):
            yield waiting[finished], finished.result()


class _Here:
    """What a process of the crew was born with, and what it makes ready for itself."""

    work: Work
    collector: Collector | None = None
    #: Holds the queue's connection replaced for as long as the process lives.
    replaced = contextlib.ExitStack()


def _perform_here(place: int) -> list[str]:
    if _Here.collector is None:
        _hasten()
        _Here.collector = _Here.replaced.enter_context(collected())
    return _perform(_Here.work, place, _Here.collector)


def _hasten() -> None:
    """Make this process quick: no savepoint in a life that is one transaction, no wait for disks.

    A life that breaks off is rolled back as a whole; a commit that a crash of the server loses is
    performed again by the next loading.
    """
    connection.features.uses_savepoints = False
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit = off")


def _perform(work: Work, place: int, collector: Collector) -> list[str]:
    life = work.lives[place]
    is_recent = place >= len(work.lives) - work.stretch.printed
    with contextlib.ExitStack() as turn:
        turn.enter_context(work.order.turn(place))
        stage = Stage(
            district=work.district,
            seed=work.stretch.seed,
            over=work.over,
            lodged=turn.close,
            begun=collector.forget,
            ended=partial(collector.queue, printed=is_recent, to_serve=_waits_for_service(life)),
        )
        return perform(life, stage)


def _waits_for_service(life: Life) -> bool:
    return life.steps[-1].deed == "issue"


def _known() -> set[str]:
    numbers = seen_by(SYSTEM).filter(source=SOURCE).values_list("external_number", flat=True)
    return set(numbers)
