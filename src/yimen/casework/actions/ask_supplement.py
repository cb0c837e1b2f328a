"""Ask the petitioner for further papers or facts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.casework.guards import require_handler, require_reason
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import SupplementAsked
from yimen.registry.models import Demand, Supplement
from yimen.registry.queries import open_demand
from yimen.registry.record import record


class SayWhatIsMissing(Refused):
    """List what is missing, one thing a line: the petitioner must know what to look for."""


@transaction.atomic
def ask_supplement(
    demand_id: int, *, wanted: str, reason: str, support: str = "", by: Actor, at: datetime
) -> Demand:
    """Ask for it: a notice lists what is missing, why, and who helps. No clock stops for it."""
    demand = open_demand(by, "demand.ask_supplement", demand_id)
    require_handler(demand, by)
    turned = ask(demand, Move.ASK_SUPPLEMENT, at=at)
    if not wanted.strip():
        raise SayWhatIsMissing
    row = Supplement.objects.create(
        petition=demand.petition,
        demand=demand,
        organ=demand.owner,
        wanted=wanted.strip(),
        reason=require_reason(reason),
        help=support.strip(),
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = SupplementAsked(supplement=row.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("supplement_notice", demand.petition_id, subject=row.pk, at=at)
    return demand
