"""Give the written opinion of those who sat at the table, after the session."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.casework.guards import Several
from yimen.rooms.joint.models import Session
from yimen.rooms.joint.sittings import (
    MinutesIncomplete,
    require_convener,
    require_state,
    session_of,
)

NEEDED = gettext_lazy("the joint opinion")


@transaction.atomic
def opine(number: int, *, opinion: str, by: Actor, at: datetime) -> Session:
    """Keep it; it advises whoever decides, and decides nothing.

    Raises:
        MinutesIncomplete: there are no words. NotAtThisStage: the session was not held.
    """
    require_convener(by)
    session = session_of(number, by)
    require_state(session, Session.State.HELD)
    if not opinion.strip():
        raise MinutesIncomplete(missing=Several([NEEDED]))
    with behind_walls(by):
        session.opinion_sealed, session.opinion_at = seal_words(opinion), at
        session.save(update_fields=["opinion_sealed", "opinion_at"])
    return session
