"""Call a session off; its room is free again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.rooms.joint.models import Session
from yimen.rooms.joint.sittings import (
    SayWhyNot,
    require_convener,
    require_state,
    session_of,
)


@transaction.atomic
def call_off(number: int, *, reason: str, by: Actor, at: datetime) -> Session:  # noqa: ARG001  # every act is told when
    """Say why it is not held; everybody who was asked reads it where the invitation was.

    Raises:
        SayWhyNot: nothing is said. NotAtThisStage: it was held, or called off before.
    """
    require_convener(by)
    session = session_of(number, by)
    require_state(session, Session.State.PLANNED)
    if not reason.strip():
        raise SayWhyNot
    with behind_walls(by):
        session.state, session.called_off_sealed = Session.State.CALLED_OFF, seal_words(reason)
        session.save(update_fields=["state", "called_off_sealed"])
    return session
