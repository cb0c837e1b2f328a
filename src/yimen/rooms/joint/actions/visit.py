"""Go to where the problem is, and write down what was found."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.access.rooms import require_room
from yimen.base.seal import seal_words
from yimen.rooms.joint.models import Session, Visit
from yimen.rooms.joint.sittings import SayHow, require_state, session_of


@transaction.atomic
def visit(number: int, *, place: str, present: str, found: str, by: Actor, at: datetime) -> Visit:
    """Keep a visit to the place itself, before the session or after it.

    Raises:
        SayHow: it does not say where and what was found. NotAtThisStage: it was called off.
    """
    require_room(by, "joint.visit")
    session = session_of(number, by)
    require_state(session, Session.State.PLANNED, Session.State.HELD)
    if not place.strip() or not found.strip():
        raise SayHow
    with behind_walls(by):
        return Visit.objects.create(
            session=session,
            at=at,
            place=place.strip(),
            present_sealed=seal_words(present),
            found_sealed=seal_words(found),
            by_id=by.id,
        )
