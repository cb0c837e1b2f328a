"""What can be told to somebody who stands there, and the letter that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.on_the_spot import LIMIT, TELLS, is_waiting
from yimen.casework.queries.open_acts import OpenAct, acts_on_demand
from yimen.law.moves import Move
from yimen.registry.models import Demand
from yimen.registry.queries import read_petition

#: The letters that say what becomes of it.
TOLD_BY = (
    "acceptance_notice",
    "simple_notice",
    "suggestion_notice",
    "guidance_notice",
    "forwarding_notice",
    "non_acceptance_notice",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A demand of somebody who stands there: what can be done now, or the letter to hand over.

    `letter` is 0 until it is printed.
    """

    demand: Demand
    is_waiting: bool
    acts: tuple[OpenAct, ...]
    letter: int
    kind: str


def here(actor: Actor, petition_id: int, demand_id: int, *, on: date) -> Here:
    """Return it to whoever may tell her.

    Raises:
        NotFound: there is no such demand, it is not theirs, or nobody came with it in person.
    """
    petition = read_petition(actor, "demand.tell_later", petition_id)
    demand = next((one for one in petition.demands.all() if one.pk == demand_id), None)
    if demand is None or not demand.clocks.filter(limit=LIMIT).exists():
        raise NotFound
    waits = is_waiting(demand)
    offered = acts_on_demand(actor, demand, extension_asked=False, on=on) if waits else ()
    says = TELLS if demand.screened_at else (Move.SCREEN,)
    tells = [one for one in offered if one.move in {*says, Move.TELL_LATER}]
    letter = petition.letters.filter(kind__in=TOLD_BY).order_by("-pk").first()
    return Here(
        demand=demand,
        is_waiting=waits,
        acts=tuple(one for one in tells if one.refusal is None),
        letter=letter.pk if letter else 0,
        kind=letter.kind if letter else "",
    )


def tells_at_once(demand: Demand | None, act: str) -> bool:
    """Say whether this act tells somebody who stands there and waits, or comes just before it."""
    return demand is not None and act in {*TELLS, Move.SCREEN} and is_waiting(demand)
