"""Erase what is kept of a client, for good: the key is destroyed, and all it sealed is gone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.heart.clients import myself
from yimen.rooms.heart.models import Client, Talk


@transaction.atomic
def erase(client_id: int = 0, *, by: Actor, at: datetime) -> Client:
    """Destroy the key and remove the rows: on the client's wish, or when the time is over.

    The code opens nothing any more, and nothing says whose it was.
    """
    if by.role is Role.VISITOR:
        client_id = myself(by).pk
    elif by.role is not Role.SYSTEM:
        raise NotFound
    with behind_walls(by):
        client = Client.objects.select_for_update().filter(pk=client_id, erased_at=None).first()
        if client is None:
            raise NotFound
        destroy(client, at)
    return client


def destroy(client: Client, at: datetime) -> None:
    """Leave the day of the first visit and of each talk, for sums alone; runs behind the walls."""
    client.key_sealed = client.called_sealed = client.guardian_sealed = b""
    client.contact_sealed = client.trusted_sealed = b""
    client.code_blind = f"erased:{client.pk}"
    client.erased_at = at
    client.stopped_at = client.stopped_at or at
    client.erase_after = client.supervisor = None
    client.save()
    talks = Talk.objects.filter(client=client)
    talks.filter(held_at=None).delete()
    talks.update(goal_sealed=b"", note_sealed=b"", supervisor=None)
    for rows in (client.consents, client.answers, client.tasks, client.plans, client.crises):
        rows.all().delete()
    client.wishes.all().delete()
