"""Replay a file of real messages and replies; safe to break off and to repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.ops.progress import Begin
from yimen.ops.replay.messages import Message, Odd, read
from yimen.ops.replay.offices import Offices, offices
from yimen.ops.replay.road import SOURCE, take_down
from yimen.ops.saying import in_one_line
from yimen.registry.queries import seen_by

#: How many messages one process takes at a time.
_BATCH = 8


@dataclass(slots=True)
class Replayed:
    """What became of the file: how many were new, how many were there, which lines are odd."""

    new: int = 0
    already_there: int = 0
    odd: list[Odd] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to replay: all of it, or its first so many messages."""

    file: Path
    limit: int | None = None


def replay(
    task: Task, now: datetime, begin: Begin, crew: ProcessPoolExecutor | None = None
) -> Replayed:
    """Take every message of the file down the road, oldest first, unless it has gone it before.

    Raises:
        Refused: the file cannot be read at all.
    """
    messages, odd = read(task.file, now)
    messages = messages[: task.limit]
    where = offices(now)
    known = _known()
    fresh = [message for message in messages if message.number not in known]
    replayed = Replayed(already_there=len(messages) - len(fresh), odd=odd)
    done = begin(len(fresh))
    for number, went_wrong in _worked(fresh, where, now, crew):
        replayed.new += number - len(went_wrong)
        replayed.odd += went_wrong
        done(number)
    replayed.odd.sort(key=lambda one: one.line)
    return replayed


def take_all(messages: Sequence[Message], where: Offices, now: datetime) -> tuple[int, list[Odd]]:
    """Take some messages down the road; return how many, and those that the acts refused."""
    went_wrong: list[Odd] = []
    for message in messages:
        try:
            take_down(message, where, now)
        except Refused as refusal:
            went_wrong.append(Odd(message.line, in_one_line(refusal)))
    return len(messages), went_wrong


def _worked(
    fresh: Sequence[Message], where: Offices, now: datetime, crew: ProcessPoolExecutor | None
) -> Iterator[tuple[int, list[Odd]]]:
    batches = [fresh[start : start + _BATCH] for start in range(0, len(fresh), _BATCH)]
    if crew is None:
        yield from (take_all(batch, where, now) for batch in batches)
        return
    work = [crew.submit(take_all, batch, where, now) for batch in batches]
    for finished in as_completed(work):
        yield finished.result()


@transaction.atomic
def _known() -> set[str]:
    act_as(SYSTEM)
    numbers = seen_by(SYSTEM).filter(source=SOURCE).values_list("external_number", flat=True)
    return set(numbers)
