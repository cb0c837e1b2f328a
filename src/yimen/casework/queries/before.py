"""Has she filed this before? Only of files whose code she has given does anybody say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yimen.access.actor import Actor, Role
from yimen.casework.comparing import Someone, same_matters, same_people, someone
from yimen.law.moves import CLOSED, State
from yimen.registry.queries import seen_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """An earlier petition of the same person on much the same."""

    number: str
    title: str
    received_at: datetime
    is_closed: bool


def filed_before(actor: Actor, person: Someone, asks: list[str]) -> Before | None:
    """Return the file that a query code opens, if this person says the same in it.

    A name alone is no proof: identity or telephone number must be the same too. Of files under
    seal nothing is said.
    """
    if actor.role is not Role.PETITIONER:
        return None
    found = seen_by(actor).prefetch_related("demands", "parties").first()
    if found is None or found.is_sealed:
        return None
    people = same_people([person], [someone(party) for party in found.parties.all()])
    said = [(place, text, "") for place, text in enumerate(asks, start=1)]
    matters = same_matters(said, list(found.demands.all()))
    is_hers = any(one.is_sure for one in people)
    if not (is_hers and any(one.alike.is_same for one in matters)):
        return None
    return Before(
        number=found.number,
        title=found.title,
        received_at=found.received_at,
        is_closed=State(found.state) in CLOSED,
    )
