"""Note that a client is in danger, and how near it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.law.keeping import AT_ONCE, CONTACT_WITHIN
from yimen.rooms.heart.clients import keep, own_client
from yimen.rooms.heart.models import Crisis, Task


@transaction.atomic
def raise_crisis(client_id: int, *, level: str, by: Actor, at: datetime) -> Crisis:
    """Keep the level; amber and red put a contact on the counsellor's desk.

    The trigger is what the person says or shows, never how loud, how often or with what banner.
    """
    client = own_client(client_id, by)
    if level not in set(Crisis.Level):
        raise NotFound
    with behind_walls(by):
        row = Crisis.objects.create(
            client=client, organ_id=client.organ_id, level=level, raised_by_id=by.id, raised_at=at
        )
        if level != Crisis.Level.GREEN:
            soon = AT_ONCE if level == Crisis.Level.RED else CONTACT_WITHIN
            Task.objects.create(client=client, why=Task.Why.PLAN, raised_at=at, due_at=at + soon)
        keep(client, at)
    return row
