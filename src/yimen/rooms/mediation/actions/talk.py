"""Plan a meeting, and write down what was said at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.rooms.mediation.cases import case_of, require_mediator, require_stage
from yimen.rooms.mediation.models import Case, Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What, when and where; and once it was held, who was there and what was said."""

    kind: str
    planned_at: datetime
    place: str
    present: str = ""
    record: str = ""


@transaction.atomic
def talk(case_id: int, *, meeting: Meeting, talk_id: int = 0, by: Actor, at: datetime) -> Talk:
    """Plan a talk, or complete the one of this number with its record.

    Raises:
        NotAtThisStage: nobody is being mediated; a visit may follow an agreement.
    """
    case = case_of(case_id, by)
    require_mediator(case, by)
    stages = [Case.Stage.TALKING]
    if meeting.kind == Talk.Kind.VISIT:
        stages.append(Case.Stage.AGREED)
    require_stage(case, *stages)
    with behind_walls(by):
        known = Talk.objects.filter(case=case, pk=talk_id).first() if talk_id else None
        if talk_id and known is None:
            raise NotFound
        row = known or Talk(case=case, by_id=by.id)
        row.kind, row.planned_at, row.place = meeting.kind, meeting.planned_at, meeting.place
        if meeting.record.strip():
            row.held_at = at
            row.present_sealed, row.record_sealed = (
                seal_words(meeting.present),
                seal_words(meeting.record),
            )
        row.save()
    return row
