"""Say that a petitioner's name and address are known after all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_reason
from yimen.casework.unclear import NotMarked, standing
from yimen.registry.entries_people import ClearedUnclear
from yimen.registry.models import Petition
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def clear_unclear(petition_id: int, *, words: str, by: Actor, at: datetime) -> Petition:
    """Say it, at any counter that hears it: the notice is owed again, and its day has not moved.

    The law counts the fifteen days from the receipt and gives no others. Where they are over, she
    is told this very day; from the night after, the limit is a missed one.

    Raises:
        NotMarked: nobody has marked it as unclear.
    """
    petition = open_petition(by, "petition.unclear", petition_id)
    mark = standing(petition)
    if mark is None:
        raise NotMarked
    mark.known, mark.cleared_at, mark.cleared_by_id = require_reason(words), at, by.id or None
    mark.save(update_fields=["known", "cleared_at", "cleared_by"])
    record(petition, ClearedUnclear(unclear=mark.pk), by=by, at=at)
    return petition
