"""Ask for a hearing on a demand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.casework.guards import require_choice, require_handler, require_reason
from yimen.casework.hearing import AskedBefore, hearing_of, require_unsigned
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import HearingAsked
from yimen.registry.models import Demand, Hearing, Petition
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def ask_hearing(
    demand_id: int, *, reason: str, channel: str = "online", by: Actor, at: datetime
) -> Demand:
    """Ask for it: the head decides; the limit of the handling runs on.

    The petitioner asks, herself or at a counter; the handler asks on the organ's own motion.
    """
    demand = open_demand(by, "demand.ask_hearing", demand_id)
    wish = Hearing.Wish.ORGAN if by.role is Role.HANDLER else Hearing.Wish.PETITIONER
    if wish == Hearing.Wish.ORGAN:
        require_handler(demand, by)
    turned = ask(demand, Move.ASK_HEARING, at=at)
    require_unsigned(demand)
    if hearing_of(demand):
        raise AskedBefore
    hearing = Hearing.objects.create(
        petition=demand.petition,
        demand=demand,
        organ_id=demand.owner_id,
        wish=wish,
        channel=require_choice(channel, Petition.Channel.values),
        reason=require_reason(reason),
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = HearingAsked(wish=wish, hearing=hearing.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("hearing_request", demand.petition_id, subject=hearing.pk, at=at)
    return demand
