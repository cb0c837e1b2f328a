"""Remind somebody of an appointment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.time import LOCAL, local_day
from yimen.people.notices import About, notify
from yimen.rooms.hall.models import Appointment


def reminder_of(appointment: Appointment) -> str:
    """Return the key of the message that reminds of an appointment."""
    return f"appointment:{appointment.pk}"


@transaction.atomic
def remind(appointment_id: int, *, by: Actor, at: datetime) -> bool:
    """Have the holder told by telephone, if they left a number; the page of the code says it too.

    The message names the place and the time, not what somebody comes for.
    """
    with behind_walls(by):
        found = Appointment.objects.select_for_update(of=("self",)).select_related("place")
        one = found.filter(pk=appointment_id, reminded_at=None, state="booked").first()
        if one is None or one.day < local_day(at):
            return False
        one.reminded_at = at
        one.save(update_fields=["reminded_at"])
    place = one.place
    about = About(
        key=reminder_of(one),
        phone_sealed=bytes(one.phone_sealed),
        name_sealed=bytes(one.name_sealed),
        facts={
            "place": place.name,
            "day": one.day.isoformat(),
            "time": one.starts.strftime("%H:%M"),
            "contact": place.phone or place.address,
        },
        area=one.area,
        until=datetime.combine(one.day, one.starts, tzinfo=LOCAL),
    )
    notify("appointment", about, by=by, at=at)
    return True
