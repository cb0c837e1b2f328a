"""Check in with an appointment: it becomes a ticket that keeps its time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.rooms.hall.actions.cancel import NotBooked
from yimen.rooms.hall.actions.take_ticket import Wants, take_ticket
from yimen.rooms.hall.models import Appointment, Ticket
from yimen.rooms.hall.queries import seen_appointment


class AnotherDay(Refused):
    """The appointment is for {day}. Book another time, or take a number for today."""


@transaction.atomic
def check_in(appointment_id: int, *, by: Actor, at: datetime) -> tuple[Ticket, str]:
    """Take the ticket of an appointment on its day; return it with its code.

    Raises:
        NotBooked, AnotherDay, PlaceClosed, PlaceFull.
    """
    appointment = seen_appointment(appointment_id, by)
    if appointment.state != Appointment.State.BOOKED:
        raise NotBooked
    if appointment.day != local_day(at):
        raise AnotherDay(day=appointment.day)
    wants = Wants(point=appointment.point, needs=appointment.needs)
    taken = take_ticket(appointment.place_id, wants=wants, appointment=appointment, by=by, at=at)
    with behind_walls(by):
        appointment.state = Appointment.State.CAME
        appointment.save(update_fields=["state"])
    return taken
