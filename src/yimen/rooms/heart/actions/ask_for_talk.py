"""The client asks to be talked to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.law.keeping import CONTACT_WITHIN
from yimen.rooms.heart.clients import keep, myself, require_consent
from yimen.rooms.heart.models import Consent, Task


@transaction.atomic
def ask_for_talk(*, by: Actor, at: datetime) -> Task:
    """Put the wish on the counsellor's page; asked twice, it waits once.

    Raises:
        ConsentMissing: the client has taken the consent to talks back.
    """
    client = myself(by)
    require_consent(client, Consent.Scope.TALKS)
    with behind_walls(by):
        waits = Task.objects.filter(client=client, why=Task.Why.ASKED, done_at=None).first()
        row = waits or Task.objects.create(
            client=client, why=Task.Why.ASKED, raised_at=at, due_at=at + CONTACT_WITHIN
        )
        keep(client, at)
    return row
