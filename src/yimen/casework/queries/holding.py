"""Who holds which matters in an organ: what its head hands over when somebody leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.law.moves import CLOSED, MOVES, Move
from yimen.people.models import Staff
from yimen.people.queries import holders
from yimen.registry.models import Demand
from yimen.registry.queries import seen_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one person holds: what can change hands now, and what cannot yet.

    An opinion that is on its way stays with whoever wrote it until it is served or comes back.
    """

    staff: int
    name: str
    has_left: bool
    movable: tuple[Demand, ...]
    stays: tuple[Demand, ...]


def held_in(actor: Actor, on: date) -> list[Held]:
    """Return everybody who holds open matters of this actor's organ, and what they hold."""
    if not ever(actor, "demand.hand_over"):
        return []
    found = Demand.objects.filter(
        petition__in=seen_by(actor), owner=actor.organ, handler__isnull=False
    ).exclude(state__in=CLOSED)
    by_person: dict[Staff, list[Demand]] = {}
    for demand in found.select_related("petition", "handler").order_by("due_on", "pk"):
        if demand.handler:
            by_person.setdefault(demand.handler, []).append(demand)
    here = {one.pk for one in holders("handler", actor.organ, on)}
    held = [_held(person, rows, here) for person, rows in by_person.items()]
    return sorted(held, key=lambda one: (not one.has_left, one.name))


def _held(person: Staff, demands: list[Demand], here: set[int]) -> Held:
    ways = MOVES[Move.HAND_OVER].ways
    return Held(
        staff=person.pk,
        name=person.name,
        has_left=person.pk not in here,
        movable=tuple(demand for demand in demands if demand.state in ways),
        stays=tuple(demand for demand in demands if demand.state not in ways),
    )


def takers(actor: Actor, on: date) -> list[Staff]:
    """Return who can take matters over: the handlers of this organ today."""
    return holders("handler", actor.organ, on)
