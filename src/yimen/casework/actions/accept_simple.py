"""Accept a demand in the simplified procedure."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import (
    NotAHandlerHere,
    require_answerable,
    require_choice,
    require_owner,
)
from yimen.casework.papers import write_letter
from yimen.casework.sending import settle
from yimen.casework.simple import NotSimple, require_simple
from yimen.law.moves import Move
from yimen.law.turning import Turned
from yimen.people.queries import holds_post
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import AcceptedSimple
from yimen.registry.models import Demand, Dispatch, Simple
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def accept_simple(
    demand_id: int, *, ground: str, told_by: str, handler: int = 0, by: Actor, at: datetime
) -> Demand:
    """Accept it as simple: answered within ten working days, with the sixty days counted beside.

    What was accepted in the ordinary way can still be answered simply, counted from then.

    Raises:
        NotSimple: it does not fit, or it is too late for it.
    """
    demand = open_demand(by, "demand.accept", demand_id)
    require_owner(demand, by)
    since = demand.accepted_on
    turned = ask(demand, Move.ACCEPT_SIMPLE, at=at, since=since)
    require_answerable(demand)
    require_simple(demand)
    _require_time(turned, local_day(at))
    person = handler or demand.handler_id or 0
    if person and not holds_post(person, "handler", demand.owner_id, local_day(at)):
        raise NotAHandlerHere(organ=demand.owner)
    _keep(demand, ground, told_by, by, at)
    demand.handler_id = person or None
    demand.accepted_on = since or local_day(at)
    enter(demand, turned, at=at)
    settle(demand, Dispatch.Outcome.ACCEPTED)
    said = AcceptedSimple(handler_staff=person, since_on=since.isoformat() if since else "")
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("simple_notice", demand.petition_id, subject=demand.pk, at=at)
    return demand


def _require_time(turned: Turned, on: date) -> None:
    """Refuse what was accepted so long ago that its short time is over."""
    if any(clock.limit == "simple_handling" and clock.due_on < on for clock in turned.starts):
        raise NotSimple(because=_("the short limit, counted from its acceptance, has passed"))


def _keep(demand: Demand, ground: str, told_by: str, by: Actor, at: datetime) -> None:
    Simple.objects.update_or_create(
        demand=demand,
        defaults={
            "petition": demand.petition,
            "ground": require_choice(ground, Simple.Ground.values),
            "told_by": require_choice(told_by, Simple.Told.values),
            "accepted_at": at,
            "accepted_by_id": by.id or None,
        },
    )
