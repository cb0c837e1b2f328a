"""Show what a page keeps masked, for a reason that is written down."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.casework.guards import require_reason
from yimen.registry.models import Party
from yimen.registry.queries import open_petition
from yimen.registry.readings import note

SEALED = {"id": "id_sealed", "phone": "phone_sealed", "address": "address_sealed"}


@transaction.atomic
def unmask(petition_id: int, *, party: int, what: str, reason: str, by: Actor, at: datetime) -> str:
    """Return the identity number, phone or address of a party; who looked, and why, is kept."""
    petition = open_petition(by, "petition.unmask", petition_id)
    person = Party.objects.filter(petition=petition, pk=party).first()
    if person is None or what not in SEALED:
        raise NotFound
    note(petition.pk, f"unmask:{what}", by=by, at=at, reason=require_reason(reason))
    return unseal(getattr(person, SEALED[what]))
