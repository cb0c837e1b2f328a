"""Issue an opinion."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import demands_of, move_all, require_complete
from yimen.casework.guards import require_opinion
from yimen.casework.papers import write_letter
from yimen.casework.rosters import answer_each
from yimen.law.moves import Move
from yimen.registry.entries import OpinionIssued
from yimen.registry.models import Opinion
from yimen.registry.queries import open_opinion
from yimen.registry.record import record


@transaction.atomic
def issue_opinion(opinion_id: int, *, by: Actor, at: datetime) -> Opinion:
    """Issue it: it becomes a numbered document with the right relief clause, ready to serve."""
    opinion = open_opinion(by, "opinion.issue", opinion_id)
    require_opinion(opinion, by, Opinion.Stage.SIGNED)
    demands = demands_of(opinion)
    require_complete(opinion, demands)
    turned = move_all(demands, Move.ISSUE_OPINION, at=at)
    opinion.stage, opinion.issued_at = Opinion.Stage.ISSUED, at
    opinion.save()
    said = OpinionIssued(opinion=opinion.pk)
    record(opinion.petition, said, by=by, at=at, turned=turned)
    write_letter("handling_opinion", opinion.petition_id, subject=opinion.pk, at=at)
    answer_each(opinion, at)
    return opinion
