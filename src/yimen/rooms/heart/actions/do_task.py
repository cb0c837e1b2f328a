"""Note that somebody has talked to the client."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.heart.clients import own_client
from yimen.rooms.heart.models import Task


@transaction.atomic
def do_task(client_id: int, *, task: int, by: Actor, at: datetime) -> Task:
    """Close the task: it was done by a person, not by a message."""
    client = own_client(client_id, by)
    with behind_walls(by):
        row = Task.objects.filter(client=client, pk=task, done_at=None).first()
        if row is None:
            raise NotFound
        row.done_at, row.done_by_id = at, by.id
        row.save(update_fields=["done_at", "done_by"])
    return row
