"""Prove that the tables say what the record says, and that nobody rewrote the record.

For every petition: each line carries the hash of the one before, the cover names the last line,
and folding the lines through the law gives the class, the state, the owner, the handler and every
clock, running or stopped, that the tables hold; and who may read the file is who was sent it. What
differs is named, never mended. Words are not proved: names, texts and papers may be corrected or
erased by law, and the record does not hold them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from django.db import connection

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.law.fold import Folded, Line, Standing, fold
from yimen.law.moves import CLOSED, ORDER, Move, State
from yimen.registry.chain import hash_of
from yimen.registry.clocks import soonest
from yimen.registry.models import Breach, Clock, Demand, Entry, Petition

BATCH = 500
#: Lines after which the organ that had the papers reads them no longer.
GIVES_BACK = frozenset({Move.RETURN_DISPATCH, Move.DECIDE_COMPETENCE})
_EVENLY = """
with numbered as (
    select id, row_number() over (order by id) - 1 as place, count(*) over () as total
    from registry_petition
)
select id from numbered where place * %s %% total < least(%s, total) order by id
"""
Row = TypeVar("Row", Entry, Demand, Clock, Breach)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the tables and the record do not agree on."""

    petition: str
    what: str


def count() -> int:
    """Return how many petitions there are to verify."""
    act_as(SYSTEM)
    return Petition.objects.count()


def evenly(size: int) -> list[int]:
    """Return so many petitions, chosen evenly from the first to the last."""
    act_as(SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute(_EVENLY, [size, size])
        return [int(row[0]) for row in cursor.fetchall()]


def verify(
    done: Callable[[int], None] = lambda _: None, only: Sequence[int] | None = None
) -> Iterator[Difference]:
    """Yield every difference in every petition; `done` hears after each batch how many it was.

    With `only`, these petitions and no others. Runs inside the caller's transaction, so that it
    sees one moment of the whole register.
    """
    act_as(SYSTEM)
    for batch in _all() if only is None else _these(only):
        ids = [petition.pk for petition in batch]
        entries = _by_petition(Entry.objects.filter(petition__in=ids).order_by("petition", "seq"))
        demands = _by_petition(Demand.objects.filter(petition__in=ids).order_by("petition", "pk"))
        clocks = _by_petition(Clock.objects.filter(petition__in=ids).order_by("petition", "pk"))
        missed = _by_petition(Breach.objects.filter(petition__in=ids).order_by("petition", "pk"))
        for petition in batch:
            pk = petition.pk
            yield from differences(
                petition, entries.get(pk, []), demands.get(pk, []), clocks.get(pk, [])
            )
            for what in _unmarked(entries.get(pk, []), missed.get(pk, [])):
                yield Difference(petition.number, what)
        done(len(batch))


def _all() -> Iterator[list[Petition]]:
    last = 0
    while batch := list(Petition.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        yield batch


def _these(ids: Sequence[int]) -> Iterator[list[Petition]]:
    for first in range(0, len(ids), BATCH):
        yield list(Petition.objects.filter(pk__in=ids[first : first + BATCH]).order_by("pk"))


def differences(
    petition: Petition, entries: list[Entry], demands: list[Demand], clocks: list[Clock]
) -> Iterator[Difference]:
    """Yield what differs in one petition."""
    found = (
        *_broken(petition, entries),
        *_unlike(entries, demands, clocks),
        *_miscovered(petition, demands, [c for c in clocks if c.stopped_on is None]),
        *_misfiled(petition, entries),
    )
    for what in found:
        yield Difference(petition.number, what)


def _unmarked(entries: list[Entry], missed: list[Breach]) -> Iterator[str]:
    """Name a missed limit that has no line, and a line of one that is not on file."""
    told = {int(e.facts["breach"]): e.kind for e in entries if e.kind in {"breach", "alert"}}
    held = {row.pk: "breach" if row.code else "alert" for row in missed}
    for pk, kind in sorted(told.items() ^ held.items()):
        yield f"{kind} {pk} is {'only in the record' if pk in told else 'not in the record'}"


def _broken(petition: Petition, entries: list[Entry]) -> Iterator[str]:
    """Name every break of the chain: a line changed, missing, added, or a cover that lies."""
    before = ""
    for place, entry in enumerate(entries, start=1):
        if entry.seq != place:
            yield f"line {place} is missing: found line {entry.seq} in its place"
            return
        if entry.previous != before:
            yield f"line {place} does not follow the line before it"
        if hash_of(entry) != entry.hash:
            yield f"line {place} was changed after it was written"
        before = entry.hash
    if (petition.head_seq, petition.head_hash) != (len(entries), before):
        yield f"the cover names line {petition.head_seq} as the last, the record ends at another"


def _unlike(entries: list[Entry], demands: list[Demand], clocks: list[Clock]) -> Iterator[str]:
    """Name every state, owner, handler or clock that the record does not lead to."""
    folded = _folded(entries)
    yield from folded.unexplained
    by_position = {demand.position: demand for demand in demands}
    if set(folded.demands) != set(by_position):
        yield f"demands {sorted(by_position)} on file, {sorted(folded.demands)} in the record"
        return
    for position, standing in folded.demands.items():
        demand = by_position[position]
        yield from _demand(demand, standing, [c for c in clocks if c.demand_id == demand.pk])


def _miscovered(petition: Petition, demands: list[Demand], clocks: list[Clock]) -> Iterator[str]:
    """Name what the covers say that the rows beneath them do not: states and soonest dates."""
    states = [State(demand.state) for demand in demands]
    least = min(states, key=ORDER.__getitem__, default=None)
    if petition.state != least:
        yield f"the cover says {petition.state}, its least advanced demand is {least}"
    if (petition.closed_at is not None) is not (least in CLOSED):
        yield f"the cover is closed at {petition.closed_at}, its least advanced demand is {least}"
    if petition.due_on != soonest(clocks):
        yield f"the cover is due {petition.due_on}, its soonest duty {soonest(clocks)}"
    for demand in demands:
        due_on = soonest(c for c in clocks if c.demand_id == demand.pk)
        if demand.due_on != due_on:
            yield f"demand {demand.position} is due {demand.due_on}, its soonest duty {due_on}"


def _misfiled(petition: Petition, entries: list[Entry]) -> Iterator[str]:
    """Name what the cover holds from the lodging, and who may read the file, if the record differs.

    The organs and rooms of the cover open it: one that was never sent it reads without a right.
    """
    if not entries or entries[0].kind != Move.LODGE:
        return
    lodged = entries[0].facts
    sent = _sent(entries)
    rooms = [str(entry.facts["room"]) for entry in entries if entry.kind == "refer"]
    repeats = any(entry.facts.get("link") == "repeat" for entry in entries)
    receiver = int(str(lodged["receiver_organ"]))
    pairs: dict[str, tuple[object, object]] = {
        "receiver": (petition.receiver_id, receiver),
        "day of receipt": (local_day(petition.received_at).isoformat(), lodged["received_on"]),
        "channel": (petition.channel, lodged["channel"]),
        "headcount": (petition.headcount, _headcount(entries)),
        "profile": (petition.profile, lodged.get("profile", "")),
        "first time": (petition.is_first_time, not repeats),
        "organs": (sorted(petition.organs), sorted(_opened_to(receiver, sent, entries))),
        "sealed": (petition.is_sealed, _accuses(entries)),
        "rooms": (sorted(petition.rooms), sorted(rooms)),
        "who stands aside": (sorted(petition.recused), sorted(_recused(entries))),
    }
    yield from _differing("the cover", pairs)


def _headcount(entries: list[Entry]) -> object:
    """Return how many persons the last line names that names any: a roster adds to them."""
    return next(e.facts["headcount"] for e in reversed(entries) if "headcount" in e.facts)


def _recused(entries: list[Entry]) -> set[int]:
    """Return who was found to have an interest of their own."""
    granted = (entry for entry in entries if entry.kind == Move.GRANT_RECUSAL)
    return {int(str(entry.facts["from_staff"])) for entry in granted}


def _opened_to(receiver: int, sent: set[int], entries: list[Entry]) -> set[int]:
    """Return who may read the file: what accuses its receiver is that receiver's no longer."""
    is_apart = any(entry.kind == Move.HAND_APART for entry in entries)
    return sent if is_apart else {receiver, *sent}


def _accuses(entries: list[Entry]) -> bool:
    """Say whether any demand was last screened as an accusation, or filed as one and not opened."""
    classes: dict[int, object] = {}
    as_filed = bool(entries[0].facts.get("sealed"))
    for entry in entries:
        if entry.kind == Move.SCREEN:
            classes |= dict.fromkeys(entry.demands, entry.facts.get("class_"))
            as_filed = as_filed and not entry.facts.get("opens")
    return as_filed or "accusation" in classes.values()


def _sent(entries: list[Entry]) -> set[int]:
    """Return the organs that a demand was sent to and not taken back from."""
    holding: set[tuple[int, int]] = set()
    for entry in entries:
        for demand in entry.demands:
            if "to_organ" in entry.facts:
                holding.add((demand, int(entry.facts["to_organ"])))
            if entry.kind in GIVES_BACK and "from_organ" in entry.facts:
                holding.discard((demand, int(entry.facts["from_organ"])))
    return {organ for _, organ in holding}


def _demand(demand: Demand, standing: Standing, clocks: list[Clock]) -> Iterator[str]:
    name = f"demand {demand.position}"
    pairs: dict[str, tuple[object, object]] = {
        "state": (demand.state, standing.state),
        "owner": (demand.owner_id, standing.owner),
        "handler": (demand.handler_id or 0, standing.handler),
        "class": (demand.kind, standing.kind),
        "category": (demand.category, standing.category),
        "way": (demand.route or 0, standing.route),
    }
    yield from _differing(name, pairs)
    yield from _running(demand, standing, {c.limit: c.due_on for c in clocks if not c.stopped_on})
    held = Counter((c.limit, c.started_on, c.due_on, c.stopped_on) for c in clocks if c.stopped_on)
    told = Counter((c.limit, c.started_on, c.due_on, on) for c, on in standing.stopped)
    for limit, started, due, stopped in sorted(held - told):
        yield f"{name}: {limit} of {started}, due {due}, stopped {stopped}: not in the record"
    for limit, started, due, stopped in sorted(told - held):
        yield f"{name}: {limit} of {started}, due {due}, stopped {stopped}: only in the record"


def _differing(of: str, pairs: Mapping[str, tuple[object, object]]) -> Iterator[str]:
    for what, (held, from_record) in pairs.items():
        if held != from_record:
            yield f"{of}: {what} is {held}, the record says {from_record}"


def _running(demand: Demand, standing: Standing, running: Mapping[str, date]) -> Iterator[str]:
    told = {name: clock.due_on for name, clock in standing.clocks.items()}
    for limit in sorted(running.keys() | told.keys()):
        if running.get(limit) != told.get(limit):
            yield (
                f"demand {demand.position}: {limit} is due {running.get(limit, 'never')},"
                f" the record says {told.get(limit, 'never')}"
            )


def _folded(entries: list[Entry]) -> Folded:
    return fold(
        Line(
            seq=entry.seq,
            kind=entry.kind,
            day=local_day(entry.at),
            demands=tuple(entry.demands),
            facts=entry.facts,
        )
        for entry in entries
    )


def _by_petition(rows: Iterable[Row]) -> dict[int, list[Row]]:
    return {pk: list(group) for pk, group in groupby(rows, key=lambda row: row.petition_id)}
