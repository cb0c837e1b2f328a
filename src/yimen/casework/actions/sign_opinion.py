"""Sign an opinion."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import demands_of, move_all
from yimen.casework.guards import require_opinion, require_other
from yimen.casework.hearing import require_unbiased
from yimen.law.moves import Move
from yimen.registry.entries import OpinionSigned
from yimen.registry.models import Opinion
from yimen.registry.queries import open_opinion
from yimen.registry.record import record


@transaction.atomic
def sign_opinion(opinion_id: int, *, by: Actor, at: datetime) -> Opinion:
    """Sign it: the head of the organ, who did not handle, write or check it, answers for it."""
    opinion = open_opinion(by, "opinion.sign", opinion_id)
    require_opinion(opinion, by, Opinion.Stage.CHECKED)
    demands = demands_of(opinion)
    handlers = (demand.handler_id for demand in demands)
    require_other(by, opinion.drafted_by_id, opinion.checked_by_id, *handlers)
    require_unbiased(demands, opinion.drafted_by_id, opinion.checked_by_id)
    turned = move_all(demands, Move.SIGN_OPINION, at=at)
    opinion.stage, opinion.signed_by_id = Opinion.Stage.SIGNED, by.id or None
    opinion.signed_at = at
    opinion.save()
    said = OpinionSigned(opinion=opinion.pk)
    record(opinion.petition, said, by=by, at=at, turned=turned)
    return opinion
