"""Record the study of a suggestion, and what is proposed of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_handler, require_reason
from yimen.casework.suggesting import Decided, suggestion_of, write
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_lanes import SuggestionStudied
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def study_suggestion(
    demand_id: int, *, study: str, decided: Decided, by: Actor, at: datetime
) -> Demand:
    """Record it: what was looked into and what is proposed; somebody else decides.

    Raises:
        SayWhy, MeasuresMissing, NothingToReward: the proposal is not complete.
    """
    demand = open_demand(by, "suggestion.study", demand_id)
    require_handler(demand, by)
    turned = ask(demand, Move.STUDY_SUGGESTION, at=at)
    suggestion = suggestion_of(demand)
    suggestion.study = require_reason(study)
    write(suggestion, decided)
    suggestion.studied_at, suggestion.studied_by_id = at, by.id or None
    suggestion.save()
    enter(demand, turned, at=at)
    said = SuggestionStudied(suggestion=suggestion.pk, adoption=suggestion.result)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
