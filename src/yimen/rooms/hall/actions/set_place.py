"""Set up a reception place: where it is, when it is open, and which windows it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.people.audit import note
from yimen.people.models import AdminEntry, Organ
from yimen.rooms.hall.models import Hours, Place, Point, Window
from yimen.rooms.hall.visits import SomebodyHere, tell_screens

WEEKDAYS = range(1, 8)


class PlaceNameTaken(Refused):
    """There is a place called {name} already. Choose another name."""


class HoursCross(Refused):
    """On one day the hours must follow one another, each with an end after its beginning."""


class NameAndAddress(Refused):
    """Give the name and the address of the place: people must find it."""


class WindowTwice(Refused):
    """Two windows are called {name}. Give each its own name: it is called out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of a place.

    `hours` holds the opening times by weekday, 1 Monday to 7 Sunday; `windows` the name and point
    of each window in use.
    """

    name: str
    kind: str
    organ: int
    address: str
    phone: str = ""
    capacity: int = 0
    slot_minutes: int = 30
    per_slot: int = 2
    is_open: bool = True
    hours: tuple[tuple[int, time, time], ...] = ()
    windows: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def set_place(*, entry: Entry, place: int = 0, by: Actor, at: datetime) -> Place:
    """Add a place, or change the one of this number.

    Raises:
        NotYourDuty, PlaceNameTaken, NameAndAddress, HoursCross, WindowTwice; SomebodyHere: a window
        that is to go has a visitor.
    """
    require(by, "organs.manage")
    found = _found(place)
    organ = Organ.objects.select_related("region").filter(pk=entry.organ).first()
    if organ is None or entry.kind not in Place.Kind.values:
        raise NotFound
    _require(entry, found)
    row = found or Place()
    row.name, row.kind, row.address = entry.name.strip(), entry.kind, entry.address.strip()
    row.organ, row.region, row.area = organ, organ.region, organ.region.path
    row.phone, row.capacity = entry.phone.strip(), entry.capacity
    row.slot_minutes, row.per_slot, row.is_open = entry.slot_minutes, entry.per_slot, entry.is_open
    row.save()
    Hours.objects.filter(place=row).delete()
    Hours.objects.bulk_create(
        Hours(place=row, weekday=day, opens=opens, closes=closes)
        for day, opens, closes in entry.hours
    )
    _windows(row, entry)
    note(AdminEntry.Kind.PLACE_SET, by=by, at=at, place=row.pk, organ=organ.pk)
    tell_screens(row.pk)
    return row


def _found(place: int) -> Place | None:
    if not place:
        return None
    found = Place.objects.select_for_update().filter(pk=place).first()
    if found is None:
        raise NotFound
    return found


def _require(entry: Entry, found: Place | None) -> None:
    if not entry.name.strip() or not entry.address.strip():
        raise NameAndAddress
    same = Place.objects.filter(name=entry.name.strip())
    if same.exclude(pk=found.pk if found else 0).exists():
        raise PlaceNameTaken(name=entry.name.strip())
    for weekday in WEEKDAYS:
        moments = [m for day, *times in sorted(entry.hours) if day == weekday for m in times]
        if moments != sorted(set(moments)):
            raise HoursCross
    names = [name for name, _ in entry.windows]
    for name in names:
        if names.count(name) > 1:
            raise WindowTwice(name=name)


def _windows(place: Place, entry: Entry) -> None:
    """Keep, add and set aside windows by their names; a window in use is not moved.

    They are held meanwhile: whoever sits down in this second sits there afterwards.
    """
    held = Window.objects.select_for_update().filter(place=place).order_by("pk")
    known = {window.name: window for window in held}
    for name, point in entry.windows:
        window = known.pop(name, None) or Window(place=place, name=name)
        if point not in set(Point):
            raise NotFound
        if window.pk and window.point != point and window.staff_id:
            raise SomebodyHere(number=window.calling or window.name)
        window.area, window.point, window.is_used = place.area, point, True
        window.save()
    for window in known.values():
        if window.staff_id:
            raise SomebodyHere(number=window.calling or window.name)
        window.is_used = False
        window.save(update_fields=["is_used"])
