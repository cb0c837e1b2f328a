"""Return a draft opinion to its writer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import demands_of, draft_of, move_all
from yimen.casework.guards import (
    AnotherDraft,
    require_opinion,
    require_other,
    require_reason,
)
from yimen.law.moves import Move
from yimen.registry.entries import OpinionReturned
from yimen.registry.models import Opinion
from yimen.registry.queries import open_opinion
from yimen.registry.record import record


@transaction.atomic
def return_opinion(opinion_id: int, *, reason: str, by: Actor, at: datetime) -> Opinion:
    """Return it: the handler reads why and writes it again; no clock stops for that.

    Raises:
        AnotherDraft: the organ has begun another one, and writes only one at a time.
    """
    opinion = open_opinion(by, "opinion.return", opinion_id)
    require_opinion(opinion, by, Opinion.Stage.SUBMITTED, Opinion.Stage.CHECKED)
    require_other(by, opinion.drafted_by_id)
    if draft_of(opinion.petition, opinion.organ_id):
        raise AnotherDraft(organ=opinion.organ)
    turned = move_all(demands_of(opinion), Move.RETURN_OPINION, at=at)
    opinion.stage, opinion.remark = Opinion.Stage.RETURNED, require_reason(reason)
    opinion.checked_by_id = opinion.checked_at = None
    opinion.save()
    said = OpinionReturned(opinion=opinion.pk)
    record(opinion.petition, said, by=by, at=at, turned=turned)
    return opinion
