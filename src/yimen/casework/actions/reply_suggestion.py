"""Decide what becomes of a suggestion, and answer it (art. 29)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_other, require_owner
from yimen.casework.papers import write_letter
from yimen.casework.suggesting import Decided, NotStudied, suggestion_of, write
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_lanes import SuggestionReplied
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def reply_suggestion(demand_id: int, *, decided: Decided, by: Actor, at: datetime) -> Demand:
    """Decide it: adopted, in part or not, with the reasons; the answer goes out as a letter.

    Raises:
        NotStudied: nobody has written down a study yet.
        SamePerson: whoever studied it cannot also decide.
        SayWhy, MeasuresMissing, NothingToReward: the decision is not complete.
    """
    demand = open_demand(by, "suggestion.reply", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.REPLY_SUGGESTION, at=at)
    suggestion = suggestion_of(demand)
    if suggestion.studied_at is None:
        raise NotStudied
    require_other(by, suggestion.studied_by_id)
    write(suggestion, decided)
    suggestion.replied_at, suggestion.replied_by_id = at, by.id or None
    suggestion.save()
    enter(demand, turned, at=at)
    said = SuggestionReplied(suggestion=suggestion.pk, adoption=suggestion.result)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("suggestion_reply", demand.petition_id, subject=suggestion.pk, at=at)
    return demand
