"""Close a place for some days, open it at other hours, or take that back."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.people.audit import note
from yimen.people.models import AdminEntry
from yimen.rooms.hall.actions.set_place import HoursCross
from yimen.rooms.hall.models import Closure, Place


class ClosureBackwards(Refused):
    """The last day lies before the first. Change one of them."""


class SayWhyClosed(Refused):
    """Say why: people read it at the door."""


@transaction.atomic
def set_closure(  # a closure is what it is
    place: int,
    *,
    first: date | None = None,
    last: date | None = None,
    hours: tuple[time, time] | None = None,
    reason: str = "",
    remove: int = 0,
    by: Actor,
    at: datetime,
) -> Place:
    """Add a closure from the first to the last day, or remove the one of this number.

    Raises:
        NotYourDuty, ClosureBackwards, HoursCross, SayWhyClosed.
    """
    require(by, "organs.manage")
    found = Place.objects.select_for_update().filter(pk=place).first()
    if found is None:
        raise NotFound
    if remove:
        Closure.objects.filter(place=found, pk=remove).delete()
    elif first:
        until = last or first
        if until < first:
            raise ClosureBackwards
        if hours and hours[0] >= hours[1]:
            raise HoursCross
        if not reason.strip():
            raise SayWhyClosed
        opens, closes = hours or (None, None)
        Closure.objects.create(
            place=found, first=first, last=until, opens=opens, closes=closes, reason=reason.strip()
        )
    note(AdminEntry.Kind.PLACE_SET, by=by, at=at, place=found.pk, organ=found.organ_id)
    return found
