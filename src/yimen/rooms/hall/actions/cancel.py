"""Cancel an appointment: the time is free again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import Refused
from yimen.people.notices import call_off
from yimen.rooms.hall.actions.remind import reminder_of
from yimen.rooms.hall.models import Appointment
from yimen.rooms.hall.queries import seen_appointment


class NotBooked(Refused):
    """The appointment is not open any more."""


@transaction.atomic
def cancel(appointment_id: int, *, by: Actor, at: datetime) -> Appointment:
    """Give the time back; nobody has to say why.

    Raises:
        NotBooked: it was cancelled, used or missed before.
    """
    appointment = seen_appointment(appointment_id, by)
    with behind_walls(by):
        if appointment.state != Appointment.State.BOOKED:
            raise NotBooked
        appointment.state = Appointment.State.CANCELLED
        appointment.save(update_fields=["state"])
    call_off(reminder_of(appointment), by=by, at=at)
    return appointment
