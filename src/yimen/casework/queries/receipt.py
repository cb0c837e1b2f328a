"""What the counter hands out after registering: the receipt, and the next day that matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.law.clock import Due
from yimen.law.turning import reckoned
from yimen.registry.clocks import as_running, is_duty
from yimen.registry.models import Petition
from yimen.registry.queries import seen_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The limit that ends first."""

    limit: str
    due_on: date
    is_provisional: bool
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A petition that was just taken in; `letter` is 0 until the receipt is printed."""

    petition: Petition
    demand: int
    letter: int
    clock: Coming | None


def receipt_of(actor: Actor, petition_id: int) -> Receipt:
    """Return the receipt of a petition to whoever receives people.

    Raises:
        NotFound: there is no such petition, or it is not theirs to hand out.
    """
    petition = seen_by(actor, "petition.register").filter(pk=petition_id).first()
    if petition is None:
        raise NotFound
    letter = petition.letters.filter(kind="receipt").order_by("-pk").first()
    running = [c for c in petition.clocks.filter(stopped_on__isnull=True) if is_duty(c.limit)]
    first = min(running, key=lambda clock: clock.due_on, default=None)
    demand = petition.demands.order_by("position").first()
    return Receipt(
        petition=petition,
        demand=demand.pk if demand else 0,
        letter=letter.pk if letter else 0,
        clock=Coming(
            limit=first.limit,
            due_on=first.due_on,
            is_provisional=first.is_provisional,
            due=reckoned(as_running(first)),
        )
        if first
        else None,
    )
