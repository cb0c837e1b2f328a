"""Past petitions under a changed rule: their records read in a stream, and what would differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, local_midnight
from yimen.law.change import Change
from yimen.law.days import ONE_DAY
from yimen.law.fold import Line
from yimen.law.routes import ROUTES, Routes
from yimen.law.trying import Differs, Outcome, Rules, compare
from yimen.registry.models import Demand, Entry, Petition

BATCH = 200


@dataclass(frozen=True, slots=True)
class Window:
    """Which petitions: those received from one day to another; and on which day we look."""

    since: date
    until: date
    on: date


@dataclass(frozen=True, slots=True)
class Found:
    """What differs in one petition; of the ways, which is suggested before and after."""

    number: str
    differing: list[Differs]
    ways: list[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some petitions: their numbers, their records, and the demands that would go another way."""

    numbers: dict[int, str]
    lines: dict[int, list[Line]]
    ways: dict[int, list[tuple[int, str, str]]]


@transaction.atomic
def how_many(window: Window) -> int:
    """Return how many petitions there are to try it on."""
    act_as(SYSTEM)
    return _received(window).count()


def replay(
    change: Change,
    window: Window,
    outcome: Outcome,
    *,
    profile: str = "",
    done: Callable[[int], None] = lambda _: None,
) -> Iterator[Found]:
    """Yield what would differ, petition by petition, and count it all in `outcome`.

    Nothing is written, and no more than a batch is held at once; `done` hears after each how many
    petitions it was. The petitions themselves are not read, but for the words of demands where
    ways are changed, and those do not leave this function.
    """
    rules = Rules.of(change, window.since, profile)
    ways = change.on_routes()
    batch = _batch(window, 0, ways)
    while batch.numbers:
        for pk, number in batch.numbers.items():
            every, differing = compare(batch.lines.get(pk, []), rules, window.on)
            clocks = ((one.limit, one.late_before, one.late_after) for one in every)
            outcome.add(clocks, differing)
            other = batch.ways.get(pk, [])
            outcome.ways.update((was, will) for _, was, will in other)
            if differing or other:
                yield Found(number, differing, other)
        done(len(batch.numbers))
        batch = _batch(window, max(batch.numbers), ways)


@transaction.atomic
def _batch(window: Window, after: int, ways: Routes | None) -> Batch:
    """Read the next petitions, in a transaction of their own: the whole may take minutes."""
    act_as(SYSTEM)
    rows = _received(window).filter(pk__gt=after).order_by("pk")
    numbers = dict(rows.values_list("pk", "number")[:BATCH])
    chosen = list(numbers)
    return Batch(numbers, _lines(chosen), _other_ways(chosen, ways) if ways else {})


def _received(window: Window) -> QuerySet[Petition]:
    return Petition.objects.filter(
        received_at__gte=local_midnight(window.since),
        received_at__lt=local_midnight(window.until + ONE_DAY),
    )


def _lines(petitions: list[int]) -> dict[int, list[Line]]:
    rows = Entry.objects.filter(petition__in=petitions).order_by("petition", "seq")
    values = rows.values_list("petition_id", "seq", "kind", "at", "demands", "facts")
    return {
        pk: [Line(seq=seq, kind=kind, day=local_day(at), demands=tuple(demands), facts=facts)
             for _, seq, kind, at, demands, facts in group]
        for pk, group in groupby(values, key=lambda row: row[0])
    }  # fmt: skip


def _other_ways(petitions: list[int], ways: Routes) -> dict[int, list[tuple[int, str, str]]]:
    """Return the demands to which the list would suggest another way first, by petition."""
    found: dict[int, list[tuple[int, str, str]]] = {}
    rows = Demand.objects.filter(petition__in=petitions, kind=Demand.Class.CLAIM)
    for pk, position, category, request, facts in rows.values_list(
        "petition_id", "position", "category", "request", "facts"
    ):
        text = f"{request}\n{facts}"
        was, will = _first(ROUTES, text, category), _first(ways, text, category)
        if was != will:
            found.setdefault(pk, []).append((position, was, will))
    return found


def _first(ways: Routes, text: str, category: str) -> str:
    hints = ways.suggest(text, category)
    return hints[0].way.code if hints else ""
