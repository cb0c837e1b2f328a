"""What the acts of the care room have in common: who helps, and what is refused."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from yimen.access.actor import POSTS, Actor
from yimen.access.policy import may
from yimen.access.rls import behind_walls
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, local_midnight
from yimen.rooms.care.models import Event, Slot

LONGEST_TALK = 240


class SlotTaken(Refused):
    """The talk is no longer free. Choose another time."""


class OneTalkAtATime(Refused):
    """You have a talk booked already. Give it back before you take another."""


class NotWithYourself(Refused):
    """The time is one of your own. Ask a colleague to help you."""


class TimesMeet(Refused):
    """You offer a talk at that time already. Choose another time."""


class InThePast(Refused):
    """The moment has passed. Enter one that is to come."""


class NotYet(Refused):
    """It has not begun yet. Note it once it has."""


class EventFull(Refused):
    """All {capacity} places are taken. Look again later: places are given back."""


class EventOver(Refused):
    """Names are kept until the night after the event; it is over."""


class EndsLater(Refused):
    """The end must come after the beginning."""


class SayWhatAndWhere(Refused):
    """Say what it is, where, and how many can come."""


def require_post(by: Actor) -> None:
    """Let in everybody who works here, and nobody else."""
    if by.role not in POSTS or not by.id:
        raise NotFound


def require_counsellor(by: Actor) -> None:
    """Let in those who help."""
    if not may(by, "care.help") or not by.id:
        raise NotFound


def seen_slots(by: Actor) -> QuerySet[Slot]:
    """Return the times that this person may see: free ones and their own."""
    return Slot.objects.filter(rows(by, WALLS["care_slot"]))


def locked_slot(slot_id: int, by: Actor) -> Slot:
    """Return, locked, a time that this person may see.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    if not seen_slots(by).filter(pk=slot_id).exists():
        raise NotFound
    with behind_walls(by):  # to lock a row is to change it, for PostgreSQL
        found = Slot.objects.select_for_update().get(pk=slot_id)
    if found.state != Slot.State.FREE and by.id not in {found.staff_id, found.counsellor_id}:
        raise SlotTaken  # somebody was a moment faster
    return found


def locked_event(event_id: int, by: Actor) -> Event:
    """Return, locked, an event.

    Raises:
        NotFound: there is none.
    """
    require_post(by)
    with behind_walls(by):
        found = Event.objects.select_for_update().filter(pk=event_id).first()
    if found is None:
        raise NotFound
    return found


def night_after(moment: datetime) -> datetime:
    """Return the midnight that ends the day of this moment."""
    day = local_day(moment)
    return local_midnight(date.fromordinal(day.toordinal() + 1))
