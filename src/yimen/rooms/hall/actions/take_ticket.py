"""Take a ticket: a number for the day, and a code that shows how far the line is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.access.walls_hall import GUIDES
from yimen.base.errors import NotFound, Refused
from yimen.base.seal import blind
from yimen.base.time import local_day
from yimen.base.turns import in_turn
from yimen.registry.code import new_code
from yimen.rooms.hall.models import Appointment, Place, Point, Ticket
from yimen.rooms.hall.visits import (
    count,
    next_serial,
    order_of,
    place_of,
    require_open,
    require_room,
    tell_screens,
)

LONGEST_PARTY = 50


class NoSuchPoint(Refused):
    """There is no point called “{point}”. Choose one of the list."""


class TooManyPeople(Refused):
    """Enter how many people came, from 1 to {most}."""


class TooManyCompanions(Refused):
    """At least one of those who came has a matter of their own. Enter fewer companions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """What somebody who comes in says: where to, and what helps them."""

    point: str
    need: str = ""
    language: str = ""
    needs: str = ""
    people: int = 1
    companions: int = 0


def blind_ticket(code: str) -> str:
    """Return what a ticket keeps of its code."""
    return blind(code, "ticket")


@transaction.atomic
def take_ticket(
    place_id: int,
    *,
    wants: Wants,
    mark: UUID | None = None,
    appointment: Appointment | None = None,
    by: Actor,
    at: datetime,
) -> tuple[Ticket, str]:
    """Give the next number of the day; return the ticket and the code on its slip.

    `mark` is the form's own: a form that was sent twice takes one number, and then no code is
    returned again.

    Raises:
        PlaceClosed, PlaceFull, NoSuchPoint, TooManyPeople, TooManyCompanions.
    """
    place = place_of(place_id)
    _require(wants)
    code = new_code()
    if mark:
        in_turn("take a ticket", mark)
    with behind_walls(by):
        known = Ticket.objects.filter(mark=mark).first() if mark else None
        if known is None:
            require_open(place, at)
            known = _new(place, wants, mark, appointment, by=by, at=at, code=code)
        else:
            code = ""
    return known, code


def _require(wants: Wants) -> None:
    if wants.point not in set(Point) or wants.need not in set(Ticket.Need):
        raise NoSuchPoint(point=wants.point)
    if not 1 <= wants.people <= LONGEST_PARTY:
        raise TooManyPeople(most=LONGEST_PARTY)
    if not 0 <= wants.companions < wants.people:
        raise TooManyCompanions


def _new(
    place: Place,
    wants: Wants,
    mark: UUID | None,
    appointment: Appointment | None,
    *,
    by: Actor,
    at: datetime,
    code: str,
) -> Ticket:
    day = local_day(at)
    serial = next_serial(place, day)  # one after the other from here on
    require_room(place, day)
    ticket = Ticket(
        place=place, area=place.area, day=day, serial=serial, number=f"{serial:03d}",
        code_blind=blind_ticket(code), point=wants.point, need=wants.need,
        source=_source(by, appointment), language=wants.language.strip(), mark=mark,
        needs=wants.needs.strip(), people=wants.people, companions=wants.companions,
        appointment=appointment, taken_at=at, joined_at=at,
    )  # fmt: skip
    ticket.order_at = order_of(ticket, at)
    ticket.save()
    count(ticket, waiting=1)
    tell_screens(place.pk)
    return ticket


def _source(by: Actor, appointment: Appointment | None) -> str:
    if appointment:
        return Ticket.Source.APPOINTMENT
    if by.role in GUIDES:
        return Ticket.Source.GUIDE
    if by.role in {Role.STRANGER, Role.VISITOR, Role.PETITIONER, Role.SYSTEM}:
        return Ticket.Source.SELF
    raise NotFound
