"""Note that nobody came to an appointment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.time import local_day
from yimen.rooms.hall.models import Appointment


@transaction.atomic
def miss(*, by: Actor, at: datetime) -> int:
    """Close the appointments of earlier days to which nobody came; return how many."""
    with behind_walls(by):
        return Appointment.objects.filter(
            day__lt=local_day(at), state=Appointment.State.BOOKED
        ).update(state=Appointment.State.MISSED)
