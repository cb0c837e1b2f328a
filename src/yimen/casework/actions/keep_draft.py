"""Keep a draft that is not finished: the handler's own work, not yet part of the record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import Draft, answered_by, require_one_remedy, write
from yimen.casework.guards import require_handler
from yimen.registry.models import Opinion
from yimen.registry.queries import open_petition


@transaction.atomic
def keep_draft(petition_id: int, *, draft: Draft, by: Actor, at: datetime) -> Opinion:
    """Keep it as it is, complete or not; nobody else's turn has come."""
    petition = open_petition(by, "opinion.draft", petition_id)
    demands = answered_by(petition, by.organ)
    require_one_remedy(petition, demands, draft)
    for demand in demands:
        require_handler(demand, by)
    return write(petition, by.organ, demands, draft, by=by, at=at)
