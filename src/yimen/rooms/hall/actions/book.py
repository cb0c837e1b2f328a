"""Book a time at one point of a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import Refused
from yimen.base.seal import blind, seal_words
from yimen.registry.code import new_code
from yimen.rooms.hall.models import Appointment, Place
from yimen.rooms.hall.queries import free_times
from yimen.rooms.hall.visits import place_of


class TimeTaken(Refused):
    """The time is no longer free. Choose another one."""


class SayWhoComes(Refused):
    """Say what we may call you; a surname is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which time, for which point, and whom to expect."""

    point: str
    day: date
    starts: time
    name: str
    phone: str = ""
    needs: str = ""


def blind_appointment(code: str) -> str:
    """Return what an appointment keeps of its code."""
    return blind(code, "appointment")


@transaction.atomic
def book(place_id: int, *, wish: Wish, by: Actor, at: datetime) -> tuple[Appointment, str]:
    """Keep the time free, and return the appointment with the code that opens it.

    Raises:
        TimeTaken: the time is full, past, or outside the opening hours. SayWhoComes.
    """
    place = place_of(place_id)
    if not wish.name.strip():
        raise SayWhoComes
    code = new_code()
    with behind_walls(by):
        Place.objects.select_for_update().get(pk=place.pk)  # two never take the last one
        if wish.starts not in free_times(place, wish.point, wish.day, at=at):
            raise TimeTaken
        made = Appointment.objects.create(
            place=place, area=place.area, point=wish.point, day=wish.day, starts=wish.starts,
            code_blind=blind_appointment(code), name_sealed=seal_words(wish.name),
            phone_sealed=seal_words(wish.phone), needs=wish.needs.strip(), at=at,
            by_id=by.id or None,
        )  # fmt: skip
    return made, code
