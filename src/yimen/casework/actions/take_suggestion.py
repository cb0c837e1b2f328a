"""Take a suggestion up for study (art. 29)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import NotAHandlerHere, NotScreened, require_owner
from yimen.casework.papers import write_letter
from yimen.casework.sending import settle
from yimen.casework.suggesting import require_suggestion
from yimen.law.moves import Move
from yimen.people.queries import holds_post
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_lanes import SuggestionTaken
from yimen.registry.models import Demand, Dispatch, Suggestion
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def take_suggestion(demand_id: int, *, handler: int = 0, by: Actor, at: datetime) -> Demand:
    """Take it up: it will be studied by somebody who is named, and answered.

    Raises:
        NoSuggestion, NotScreened: it goes another road.
        NotAHandlerHere: the person named holds no handler's post in this organ.
    """
    demand = open_demand(by, "suggestion.take", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.TAKE_SUGGESTION, at=at)
    if demand.screened_at is None:
        raise NotScreened
    require_suggestion(demand)
    if handler and not holds_post(handler, "handler", demand.owner_id, local_day(at)):
        raise NotAHandlerHere(organ=demand.owner)
    suggestion = Suggestion.objects.create(
        petition=demand.petition, demand=demand, organ=demand.owner, taken_at=at
    )
    demand.handler_id = handler or None
    demand.accepted_on = local_day(at)
    enter(demand, turned, at=at)
    settle(demand, Dispatch.Outcome.ACCEPTED)
    said = SuggestionTaken(suggestion=suggestion.pk, handler_staff=handler)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("suggestion_notice", demand.petition_id, subject=suggestion.pk, at=at)
    return demand
