"""Ask, before anybody is advised, whether a conflict of interest stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.legal.matters import NobodyNamed, conflicts, require_lawyer
from yimen.rooms.legal.models import Check


@transaction.atomic
def check_conflict(*, client: str, others: Sequence[str], by: Actor, at: datetime) -> bool:
    """Return whether there is one: yes or no, and never whose name it was.

    That it was asked is kept, without the names.

    Raises:
        NobodyNamed: the client is not named.
    """
    require_lawyer(by)
    if not client.strip():
        raise NobodyNamed
    with behind_walls(by):
        found = conflicts(by.id, client, others)
        Check.objects.create(
            lawyer_id=by.id,
            at=at,
            names=1 + sum(1 for name in others if name.strip()),
            is_conflict=found,
        )
    return found
