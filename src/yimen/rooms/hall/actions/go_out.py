"""Plan an hour outside the house, note how many came, or call it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import may
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound, Refused
from yimen.rooms.hall.models import Outing
from yimen.rooms.hall.outreach import seen_outing

MOST_PEOPLE = 9999


class SayWhatAndWhere(Refused):
    """Say what it is and where: people must find it."""


class NotBegun(Refused):
    """It has not begun yet. Enter how many came once it is over."""


class HowMany(Refused):
    """Enter how many people were there, up to {most}. Names are not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """What is done, on what sort of ground, where and when."""

    kind: str
    ground: str
    title: str
    place: str
    starts_at: datetime


@transaction.atomic
def go_out(trip: Trip, *, by: Actor) -> Outing:
    """Plan it, or write down one that was; a past one may be entered afterwards.

    Raises:
        NotFound: it is not their work. SayWhatAndWhere.
    """
    if not may(by, "outings.go") or not by.id or not by.area:
        raise NotFound
    if trip.kind not in Outing.Kind.values or trip.ground not in Outing.Ground.values:
        raise NotFound
    if not trip.title.strip() or not trip.place.strip():
        raise SayWhatAndWhere
    with behind_walls(by):
        return Outing.objects.create(
            kind=trip.kind, ground=trip.ground, title=trip.title.strip(),
            place=trip.place.strip(), area=by.area, starts_at=trip.starts_at, by_id=by.id,
        )  # fmt: skip


@transaction.atomic
def note_people(outing_id: int, *, people: int, by: Actor, at: datetime) -> Outing:
    """Keep how many people were there.

    Raises:
        NotFound. NotBegun, HowMany.
    """
    outing = _mine(outing_id, by)
    if at < outing.starts_at:
        raise NotBegun
    if not 0 <= people <= MOST_PEOPLE:
        raise HowMany(most=MOST_PEOPLE)
    with behind_walls(by):
        outing.people = people
        outing.save(update_fields=["people"])
    return outing


@transaction.atomic
def stay_in(outing_id: int, *, by: Actor) -> Outing:
    """Call it off.

    Raises:
        NotFound: it is not theirs, or people have come to it.
    """
    outing = _mine(outing_id, by)
    if outing.people is not None:
        raise NotFound
    with behind_walls(by):
        outing.is_cancelled = True
        outing.save(update_fields=["is_cancelled"])
    return outing


def _mine(outing_id: int, by: Actor) -> Outing:
    outing = seen_outing(by, outing_id)
    if not may(by, "outings.go") or outing.is_cancelled:
        raise NotFound
    return outing
