"""Check the legality of a draft opinion."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import demands_of, move_all
from yimen.casework.guards import require_opinion, require_other
from yimen.law.moves import Move
from yimen.registry.entries import OpinionChecked
from yimen.registry.models import Opinion
from yimen.registry.queries import open_opinion
from yimen.registry.record import record


@transaction.atomic
def check_opinion(opinion_id: int, *, by: Actor, at: datetime) -> Opinion:
    """Pass it: somebody who did not handle it found it lawful; it waits for the signature."""
    opinion = open_opinion(by, "opinion.check", opinion_id)
    require_opinion(opinion, by, Opinion.Stage.SUBMITTED)
    demands = demands_of(opinion)
    require_other(by, opinion.drafted_by_id, *(demand.handler_id for demand in demands))
    turned = move_all(demands, Move.CHECK_OPINION, at=at)
    opinion.stage, opinion.checked_by_id = Opinion.Stage.CHECKED, by.id or None
    opinion.checked_at = at
    opinion.save()
    said = OpinionChecked(opinion=opinion.pk)
    record(opinion.petition, said, by=by, at=at, turned=turned)
    return opinion
