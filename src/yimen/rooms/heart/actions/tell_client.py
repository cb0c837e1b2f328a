"""Tell the client what was passed on, to whom and why, as soon as it is safe (PIPL art. 18)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.heart.clients import own_client
from yimen.rooms.heart.models import Crisis


@transaction.atomic
def tell_client(client_id: int, *, crisis: int, by: Actor, at: datetime) -> Crisis:
    """Note when the client was told of a disclosure to which two people had agreed."""
    client = own_client(client_id, by)
    with behind_walls(by):
        found = Crisis.objects.select_for_update().filter(client=client, pk=crisis, closed_at=None)
        row = found.filter(agreed_at__isnull=False, told_client_at=None).first()
        if row is None:
            raise NotFound
        row.told_client_at = at
        row.save(update_fields=["told_client_at"])
    return row
