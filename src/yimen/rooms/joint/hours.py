"""When and where people sit down together: no room and no person at two tables at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from yimen.access.actor import Actor
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.time import LOCAL
from yimen.base.turns import in_turn
from yimen.casework.guards import Several
from yimen.rooms.joint.models import Invitation, Room, Session
from yimen.rooms.joint.queries import during, rooms_of
from yimen.rooms.joint.sittings import (
    NameAPlace,
    NoRoomFree,
    RoomTaken,
    SayWhen,
    SitsElsewhere,
    WasThen,
)

ONE_ROOM = "one_session_in_a_room_at_a_time"
Part = Invitation.Part


def require_hours(starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    """Refuse hours that end before they begin, or are over."""
    if ends_at <= starts_at:
        raise SayWhen
    if starts_at < at:
        raise WasThen


def room_for(room: int, place: str) -> Room | None:
    """Return the room that was chosen, or none where the place is told in words.

    Raises:
        NameAPlace: neither is there.
    """
    found = Room.objects.filter(pk=room, is_open=True).first() if room else None
    if found is None and not place.strip():
        raise NameAPlace
    return found


def stand(session: Session, staff: Iterable[int], by: Actor) -> None:
    """Save it in its room and hours; runs behind the walls.

    Raises:
        RoomTaken: somebody sits there then. SitsElsewhere: one of these sits at another table.
    """
    in_turn("set a table")  # two that are set at once see each other, and neither waits in vain
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        if ONE_ROOM in str(error) and session.room:
            raise _taken(session.room, session, by) from None
        raise
    found = _asked(during(session.starts_at, session.ends_at).exclude(pk=session.pk))
    busy = list(found.filter(staff__in=staff).select_related("staff", "session"))
    if busy:
        names = Several(sorted({one.staff.name for one in busy if one.staff}))
        raise SitsElsewhere(names=names, **_hours(busy[0].session))


def also_asked(by: Actor, session: Session) -> list[str]:
    """Return who is asked to this table and to another one in the same hours, by name.

    An organ may send two people, so it is told and not refused. Only sessions count that this
    actor may see.
    """
    here = _asked(Session.objects.filter(pk=session.pk))
    mine = list(here.values_list("staff", "organ", "part"))
    people = {staff for staff, _, _ in mine if staff}
    organs = {organ for _, organ, part in mine if part == Part.ORGAN}
    seen = during(session.starts_at, session.ends_at).filter(rows(by, WALLS["joint_session"]))
    twice = _asked(seen.exclude(pk=session.pk)).filter(
        Q(staff__in=people) | Q(part=Part.ORGAN, organ__in=organs)
    )
    found = twice.select_related("staff", "organ")
    return sorted(
        {
            one.staff.name if one.staff_id in people and one.staff else one.organ.name
            for one in found
            if one.organ
        }
    )


def _asked(sessions: QuerySet[Session]) -> QuerySet[Invitation]:
    """Return who is asked to these tables and has not said that they cannot come."""
    asked = Invitation.objects.filter(session__in=sessions)
    return asked.exclude(answer=Invitation.Answer.CANNOT)


def _taken(room: Room, session: Session, by: Actor) -> RoomTaken:
    """Say from when to when it is taken, and which other rooms are free."""
    then = during(session.starts_at, session.ends_at).exclude(pk=session.pk)
    other = then.filter(room=room).order_by("starts_at")[0]
    busy = set(then.values_list("room", flat=True))
    free = [one.name for one in rooms_of(by.area) if one.pk not in busy]
    facts = {"room": room.name, **_hours(other)}
    return RoomTaken(**facts, free=Several(free)) if free else NoRoomFree(**facts)


def _hours(session: Session) -> dict[str, str]:
    since, until = session.starts_at.astimezone(LOCAL), session.ends_at.astimezone(LOCAL)
    return {"since": f"{since:%H:%M}", "until": f"{until:%H:%M}"}
