"""Move a session to another hour or place; everybody is asked anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.rooms.joint.hours import require_hours, room_for, stand
from yimen.rooms.joint.models import Invitation, Moved, Session
from yimen.rooms.joint.sittings import (
    AsItWas,
    SayWhyMoved,
    require_convener,
    require_state,
    session_of,
    where,
)

Answer, Part = Invitation.Answer, Invitation.Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """The new hours and place, and why."""

    starts_at: datetime
    ends_at: datetime
    room: int = 0
    place: str = ""
    reason: str


@transaction.atomic
def move(number: int, *, anew: Anew, by: Actor, at: datetime) -> Session:
    """Keep when and where it was to be; the invitations stand again where they are answered.

    Raises:
        SayWhyMoved, SayWhen, WasThen, NameAPlace, AsItWas: it does not fit.
        RoomTaken, SitsElsewhere: a room or a person is taken then. NotAtThisStage.
    """
    require_convener(by)
    session = session_of(number, by)
    require_state(session, Session.State.PLANNED)
    if not anew.reason.strip():
        raise SayWhyMoved
    require_hours(anew.starts_at, anew.ends_at, at)
    with behind_walls(by):
        before = Moved(
            session=session, starts_at=session.starts_at, ends_at=session.ends_at,
            place=where(session), why_sealed=seal_words(anew.reason), at=at, by_id=by.id,
        )  # fmt: skip
        session.room, session.place = room_for(anew.room, anew.place), anew.place.strip()
        session.starts_at, session.ends_at, session.moved_at = anew.starts_at, anew.ends_at, at
        if (before.starts_at, before.ends_at) == (anew.starts_at, anew.ends_at) and (
            before.place == where(session)
        ):
            raise AsItWas
        asked = Invitation.objects.filter(session=session)
        named = asked.exclude(part=Part.ORGAN).exclude(staff=None)
        stand(session, list(named.values_list("staff", flat=True)), by)
        before.save()
        _ask_anew(session)
    return session


def _ask_anew(session: Session) -> None:
    """Forget who said what of the hour that is gone; whoever calls the session comes to it."""
    asked = Invitation.objects.filter(session=session).exclude(staff=session.convener_id)
    asked.filter(part=Part.ORGAN).update(staff=None)
    asked.update(answer=Answer.ASKED, note_sealed=b"", answered_at=None)
