"""The only writer of the record: append-only, and each line carries the hash of the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from yimen.access.actor import Actor
from yimen.base.time import now
from yimen.law.moves import CLOSED, ORDER, State
from yimen.law.turning import Turned
from yimen.registry.chain import hash_of
from yimen.registry.clocks import dates_of, running_rows, soonest
from yimen.registry.models import Demand, Entry, Petition
from yimen.registry.said import Said
from yimen.registry.writing import write


def record(
    petition: Petition,
    said: Said,
    *,
    by: Actor,
    at: datetime,
    turned: Mapping[int, Turned] | None = None,
    about: Iterable[int] = (),
) -> Entry:
    """Add one line, in the transaction of its act, and write with it what the act has changed.

    `turned` says, by the position of each demand, what the law made of the move; `about` names
    demands that a line concerns without moving them.
    """
    facts = said.facts()
    clocks = dates_of(turned or {})
    if clocks:
        facts["clocks"] = clocks
    entry = Entry(
        petition=petition,
        seq=petition.head_seq + 1,
        kind=said.kind,
        demands=sorted({*(turned or {}), *about}),
        facts=facts,
        at=at,
        written_at=now(),
        role=by.role.value,
        staff_id=by.id,
        organ_id=by.organ,
        previous=petition.head_hash,
    )
    entry.hash = hash_of(entry)
    _cover(petition, entry)
    write(entry)
    return entry


def _cover(petition: Petition, entry: Entry) -> None:
    """Say on the petition's cover what its demands add up to, and where the record ends."""
    demands: list[Demand] = list(petition.demands.all())
    petition.state = min((d.state for d in demands), key=lambda state: ORDER[State(state)])
    if petition.state not in CLOSED:
        petition.closed_at = None  # a review, or new facts, open it again
    elif petition.closed_at is None:
        petition.closed_at = entry.at
    petition.due_on = soonest(running_rows(petition))
    petition.head_seq, petition.head_hash = entry.seq, entry.hash
