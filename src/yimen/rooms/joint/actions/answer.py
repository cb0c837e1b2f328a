"""Answer an invitation: one comes, sends somebody, or cannot."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.rooms.joint.models import Invitation, Session
from yimen.rooms.joint.sittings import OF_AN_ORGAN, require_state, session_of

Answer = Invitation.Answer
ANSWERS = frozenset({Answer.COMES, Answer.SENDS, Answer.CANNOT})


@transaction.atomic
def answer(number: int, *, answer: str, note: str = "", by: Actor, at: datetime) -> Invitation:
    """Answer for oneself, or for one's organ; `note` says who comes instead, or why nobody does.

    Raises:
        NotFound: one was not asked. NotAtThisStage: it was held, or called off.
    """
    session = session_of(number, by)
    require_state(session, Session.State.PLANNED)
    if answer not in ANSWERS:
        raise NotFound
    with behind_walls(by):
        row = _mine(session, by)
        if row is None:
            raise NotFound
        row.answer, row.note_sealed, row.answered_at = answer, seal_words(note), at
        if row.part == Invitation.Part.ORGAN and answer == Answer.COMES:
            row.staff_id = by.id or None
        row.save()
        if by.id and by.id not in session.staff:
            session.staff = sorted([*session.staff, by.id])
            session.save(update_fields=["staff"])
    return row


def _mine(session: Session, by: Actor) -> Invitation | None:
    """Return the invitation that was meant for whoever answers."""
    asked = Invitation.objects.filter(session=session)
    if by.role is Role.VISITOR:
        return asked.filter(code_blind=by.code).first() if by.code else None
    own = asked.filter(staff=by.id).first() if by.id else None
    if own is None and by.role in OF_AN_ORGAN:
        own = asked.filter(part=Invitation.Part.ORGAN, organ=by.organ).first()
    return own
