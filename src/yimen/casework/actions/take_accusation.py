"""Take up an accusation, as the organ that is competent for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.accusing import accusation_of
from yimen.casework.guards import (
    AccusationGoesElsewhere,
    NotAHandlerHere,
    NotScreened,
    require_owner,
)
from yimen.casework.sending import settle
from yimen.law.moves import Move
from yimen.people.models import Organ
from yimen.people.queries import holds_post
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_lanes import AccusationTaken
from yimen.registry.models import Demand, Dispatch
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def take_accusation(demand_id: int, *, handler: int = 0, by: Actor, at: datetime) -> Demand:
    """Take it up: from now on a person of the competent organ is named who works on it.

    Raises:
        NoAccusation, NotScreened, AccusationGoesElsewhere: it is not for this organ to take up.
    """
    demand = open_demand(by, "accusation.take", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.TAKE_ACCUSATION, at=at)
    if demand.screened_at is None:
        raise NotScreened
    accusation = accusation_of(demand)
    if demand.owner.kind != Organ.Kind.SUPERVISORY:
        raise AccusationGoesElsewhere
    if handler and not holds_post(handler, "handler", demand.owner_id, local_day(at)):
        raise NotAHandlerHere(organ=demand.owner)
    accusation.taken_at, accusation.taken_by_id = at, handler or by.id or None
    accusation.save()
    demand.handler_id = handler or None
    demand.accepted_on = local_day(at)
    enter(demand, turned, at=at)
    settle(demand, Dispatch.Outcome.ACCEPTED)
    said = AccusationTaken(accusation=accusation.pk, handler_staff=handler)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
