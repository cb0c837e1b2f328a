"""A reception hall of the little district, with windows and people at them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from tests import make
from tests.make import District

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.rooms.hall.actions.open_window import open_window
from yimen.rooms.hall.actions.take_ticket import Wants, blind_ticket, take_ticket
from yimen.rooms.hall.models import Hours, Place, Point, Ticket, Window

#: A Wednesday; the hall is open from nine to five, Monday to Friday.
DAY = "2025-03-05"
AT = make.on(DAY, "10:00")
WORK = {
    "registration": "receptionist",
    "guidance": "receptionist",
    "screening": "screener",
    "legal_aid": "lawyer",
    "support": "counsellor",
    "mediation": "mediator",
    "handling": "handler",
}


@dataclass
class Hall:
    """The place, its windows and who sits there, by their points."""

    district: District
    place: Place
    windows: dict[str, Window] = field(default_factory=dict)
    people: dict[str, Actor] = field(default_factory=dict)

    def open(self, *points: str) -> Hall:
        """Open the windows of these points, each by somebody whose work it is."""
        for point in points:
            by = make.an_officer(self.district, WORK[point], self.district.bureau, name=point)
            self.people[point] = by
            act_as(by)
            self.windows[point] = open_window(self.windows[point].pk, by=by, at=AT)
        return self


def a_hall(district: District) -> Hall:
    """Make a hall with one window for each point, all closed."""
    act_as(SYSTEM)
    place = Place.objects.create(
        name="来访接待大厅",
        organ=district.bureau,
        region=district.region,
        area=district.region.path,
        address="一门路1号",
    )
    for weekday in range(1, 6):
        Hours.objects.create(place=place, weekday=weekday, opens=time(9), closes=time(17))
    windows = {
        point: Window.objects.create(
            place=place, area=place.area, name=f"{serial}号窗口", point=point
        )
        for serial, point in enumerate(Point, start=1)
    }
    return Hall(district, place, windows)


def a_ticket(
    hall: Hall, point: str = "registration", hour: str = "09:30", **more: object
) -> Ticket:
    """Take a ticket as somebody who walks in."""
    act_as(STRANGER)
    wants = Wants(point=point, **more)  # type: ignore[arg-type]  # what a test says of the visitor
    ticket, _ = take_ticket(hall.place.pk, wants=wants, by=STRANGER, at=make.on(DAY, hour))
    return ticket


def holder(ticket: Ticket) -> Actor:
    """Return the visitor who holds a ticket."""
    return Actor(role=Role.VISITOR, code=ticket.code_blind)


def with_code(code: str) -> Actor:
    """Return the visitor who reads a code off a slip."""
    return Actor(role=Role.VISITOR, code=blind_ticket(code))
