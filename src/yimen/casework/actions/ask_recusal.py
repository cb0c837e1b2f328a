"""Ask that somebody stand aside in a matter, or declare it of oneself."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.base.time import local_day
from yimen.casework import hearing as rules
from yimen.casework.guards import require_choice, require_owner, require_reason
from yimen.law.moves import Move
from yimen.people.models import Organ
from yimen.people.queries import holders
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import RecusalAsked
from yimen.registry.models import Demand, Hearing, Petition, Recusal
from yimen.registry.queries import open_demand
from yimen.registry.record import record

#: Who in a matter can be meant; staff declare it of themselves and name nobody.
PARTS = ("handler", "head", "legal_checker", "chair")
FOR_HER = frozenset({Role.PETITIONER, Role.RECEPTIONIST, Role.SCREENER})


@transaction.atomic
def ask_recusal(
    demand_id: int,
    *,
    relation: str,
    part: str = "handler",
    channel: str = "online",
    by: Actor,
    at: datetime,
) -> Demand:
    """Ask it: the head decides, and where it is the head, the head of the organ above.

    Raises:
        NobodyThere: nobody has this part in the matter.
        NobodyAbove: there is no organ above whose head could decide.
        SignedAlready: it comes too late here, and belongs into the review.
    """
    demand = open_demand(by, "demand.ask_recusal", demand_id)
    turned = ask(demand, Move.ASK_RECUSAL, at=at)
    if demand.petition.recusals.filter(decision=Recusal.Decision.WAITING).exists():
        raise rules.RecusalOpen
    rules.require_unsigned(demand)
    whom = _whom(demand, part, by, local_day(at))
    if whom in demand.petition.recused:
        raise rules.AsideAlready
    above = _decider(demand, whom, local_day(at))
    recusal = Recusal.objects.create(
        petition=demand.petition,
        demand=demand,
        whom_id=whom,
        organ=above,
        wish=Hearing.Wish.PETITIONER if by.role in FOR_HER else Hearing.Wish.ORGAN,
        channel=require_choice(channel, Petition.Channel.values),
        relation=require_reason(relation),
        at=at,
        by_id=by.id or None,
    )
    if above.pk not in demand.petition.organs:
        demand.petition.organs.append(above.pk)
    enter(demand, turned, at=at)
    said = RecusalAsked(
        wish=recusal.wish,
        whom_staff=whom,
        deciding_organ=above.pk,
        recusal=recusal.pk,
        to_organ=above.pk if above.pk != demand.owner_id else None,
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand


def _whom(demand: Demand, part: str, by: Actor, on: date) -> int:
    """Return who is meant: oneself, or whoever has that part in the matter now."""
    if by.role not in FOR_HER:
        require_owner(demand, by)
        return by.id
    if require_choice(part, PARTS) == "handler":
        found = demand.handler_id
    elif part == "chair":
        hearing = rules.hearing_of(demand)
        found = hearing.chair_id if hearing else None
    else:
        found = next((one.pk for one in holders(part, demand.owner_id, on)), None)
    if not found:
        raise rules.NobodyThere
    return found


def _decider(demand: Demand, whom: int, on: date) -> Organ:
    """Return the organ whose head decides: nobody decides about themselves."""
    if all(one.pk != whom for one in holders(Role.HEAD, demand.owner_id, on)):
        return demand.owner
    if demand.owner.parent is None:
        raise rules.NobodyAbove(organ=demand.owner)
    return demand.owner.parent
