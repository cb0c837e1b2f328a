"""Close a crisis: where a confidence was broken, the client knows of it first."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound, Refused
from yimen.rooms.heart.clients import keep, own_client
from yimen.rooms.heart.models import Crisis


class TellFirst(Refused):
    """Something was passed on. Tell the client what, to whom and why, then close it."""


@transaction.atomic
def close_crisis(client_id: int, *, crisis: int, by: Actor, at: datetime) -> Crisis:
    """Close it, once the client has been told of every disclosure.

    Raises:
        TellFirst: a confidence was broken, and the client does not know.
    """
    client = own_client(client_id, by)
    with behind_walls(by):
        row = (
            Crisis.objects.select_for_update()
            .filter(client=client, pk=crisis, closed_at=None)
            .first()
        )
        if row is None:
            raise NotFound
        if row.agreed_at and not row.told_client_at:
            raise TellFirst
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        keep(client, at)
    return row
