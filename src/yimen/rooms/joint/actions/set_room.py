"""Set up a meeting room: whose it is, where, for how many; or close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound, Refused
from yimen.people.audit import note
from yimen.people.models import AdminEntry, Organ
from yimen.rooms.joint.models import Room, Session


class RoomNameTaken(Refused):
    """There is a room called {name} already. Choose another name."""


class RoomIncomplete(Refused):
    """Give the room's name and address, and at least two chairs: people must find it and sit down."""  # noqa: E501  # a message is one line, so that it can be translated


class SessionsPlanned(Refused):
    """{n} sessions are planned in this room. Close it once they were held, or moved to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of a room."""

    name: str
    organ: int
    address: str
    seats: int = 12
    is_open: bool = True


@transaction.atomic
def set_room(*, entry: Entry, room: int = 0, by: Actor, at: datetime) -> Room:
    """Add a room, or change the one of this number; a closed one takes no new session.

    Raises:
        NotYourDuty, RoomIncomplete, RoomNameTaken; SessionsPlanned: people are asked to come there.
    """
    require(by, "organs.manage")
    row = Room.objects.select_for_update().filter(pk=room).first() if room else Room()
    organ = Organ.objects.select_related("region").filter(pk=entry.organ).first()
    if row is None or organ is None:
        raise NotFound
    _require(entry, row, by, at)
    row.name, row.address, row.seats = entry.name.strip(), entry.address.strip(), entry.seats
    row.organ, row.region, row.area = organ, organ.region, organ.region.path
    row.is_open = entry.is_open
    row.save()
    note(AdminEntry.Kind.PLACE_SET, by=by, at=at, place=0, organ=organ.pk)
    return row


_FEWEST = 2


def _require(entry: Entry, row: Room, by: Actor, at: datetime) -> None:
    if not entry.name.strip() or not entry.address.strip() or entry.seats < _FEWEST:
        raise RoomIncomplete
    if Room.objects.filter(name=entry.name.strip()).exclude(pk=row.pk).exists():
        raise RoomNameTaken(name=entry.name.strip())
    if row.pk and not entry.is_open:
        planned = Session.State.PLANNED
        with behind_walls(by):
            ahead = Session.objects.filter(room=row, state=planned, ends_at__gt=at).count()
        if ahead:
            raise SessionsPlanned(n=ahead)
