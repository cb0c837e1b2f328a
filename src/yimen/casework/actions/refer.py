"""Refer a petition to a room of the hall."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.casework.accusing import SealedStays
from yimen.casework.guards import ReferredAlready, require_choice
from yimen.registry.entries import Referred
from yimen.registry.models import Petition, Referral
from yimen.registry.queries import open_petition
from yimen.registry.record import record

ROOMS = (Role.LAWYER, Role.MEDIATOR)


@transaction.atomic
def refer(petition_id: int, *, room: str, reason: str = "", by: Actor, at: datetime) -> Petition:
    """Refer it: the room's staff can read the file until the referral is closed.

    `room` is the role that works there: lawyer or mediator.
    """
    petition = open_petition(by, "petition.refer", petition_id)
    if petition.is_sealed:
        raise SealedStays
    if require_choice(room, ROOMS) in petition.rooms:
        raise ReferredAlready
    referral = Referral.objects.create(
        petition=petition, room=room, reason=reason.strip(), at=at, by_id=by.id or None
    )
    petition.rooms.append(room)
    record(petition, Referred(room=room, referral=referral.pk), by=by, at=at)
    return petition
