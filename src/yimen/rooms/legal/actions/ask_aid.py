"""Send somebody to legal aid, and follow its seven days and three."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.law.clock import counted
from yimen.law.routes import AID_DECIDES
from yimen.people.bodies import body_for
from yimen.rooms.legal.matters import (
    NOT_OVER,
    AskedAlready,
    matter_of,
    require_lawyer,
    require_stage,
)
from yimen.rooms.legal.models import Aid

BODY = "legal_aid"


@transaction.atomic
def ask_aid(number: int, *, asked_on: date | None = None, by: Actor, at: datetime) -> Aid:
    """Note the application: decided within seven days; sooner, if her own time ends before that.

    Raises:
        AskedAlready, NotAtThisStage.
    """
    require_lawyer(by)
    matter = matter_of(number, by)
    require_stage(matter, *NOT_OVER)
    day = asked_on or local_day(at)
    where = body_for(BODY, matter.area)
    with behind_walls(by):
        if Aid.objects.filter(consultation=matter).exists():
            raise AskedAlready
        left = (matter.lapses_on - day).days if matter.lapses_on else None
        return Aid.objects.create(
            consultation=matter,
            body=where.name if where else "",
            asked_on=day,
            decide_by=counted("legal_aid_decision", day).on,
            is_urgent=left is not None and left < AID_DECIDES,
        )


@transaction.atomic
def note_aid(
    number: int,
    *,
    decision: str = "",
    decided_on: date | None = None,
    assigned_on: date | None = None,
    lawyer: str = "",
    by: Actor,
    at: datetime,
) -> Aid:
    """Keep what the legal aid centre said: granted or not, and who was assigned."""
    require_lawyer(by)
    matter = matter_of(number, by)
    with behind_walls(by):
        row = Aid.objects.filter(consultation=matter).first()
        if row is None:
            raise NotFound
        if decision in set(Aid.Decision) and decision:
            row.decision, row.decided_on = decision, decided_on or local_day(at)
            granted = decision == Aid.Decision.GRANTED
            row.assign_by = counted("legal_aid_assignment", row.decided_on).on if granted else None
        if assigned_on and row.decision == Aid.Decision.GRANTED:
            row.assigned_on, row.lawyer_sealed = assigned_on, seal_words(lawyer)
        row.save()
    return row
