"""Call a planned talk off; either side does so without a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.heart.clients import myself, own_client
from yimen.rooms.heart.models import Talk


@transaction.atomic
def cancel(client_id: int = 0, *, talk: int, by: Actor, at: datetime) -> Talk:
    """Call it off; nothing follows from it."""
    client = myself(by) if by.role is Role.VISITOR else own_client(client_id, by)
    with behind_walls(by):
        found = Talk.objects.filter(client=client, pk=talk, held_at=None, cancelled_at=None)
        row = found.first()
        if row is None:
            raise NotFound
        row.cancelled_at = at
        row.save(update_fields=["cancelled_at"])
    return row
