"""Write a safety plan together, in the client's own words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.law.keeping import CONTACT_WITHIN
from yimen.rooms.heart.clients import keep, own_client, require_consent
from yimen.rooms.heart.keys import seal_all
from yimen.rooms.heart.models import Consent, Plan, Task

#: What a plan asks: what tells me, what helps me, whom I call, where I am safe, whom we call.
PARTS = ("signs", "helps", "people", "place", "contacts")


@transaction.atomic
def plan(client_id: int, *, words: dict[str, str], by: Actor, at: datetime) -> Plan:
    """Keep the plan; the next contact is due within three days."""
    client = own_client(client_id, by)
    require_consent(client, Consent.Scope.TALKS)
    with behind_walls(by):
        Plan.objects.filter(client=client, closed_at=None).update(closed_at=at)
        row = Plan.objects.create(
            client=client, at=at,
            words_sealed=seal_all(
                client, {part: words.get(part, "").strip() for part in PARTS}, "plan"
            ),
        )  # fmt: skip
        Task.objects.create(
            client=client, why=Task.Why.PLAN, raised_at=at, due_at=at + CONTACT_WITHIN
        )
        keep(client, at)
    return row
