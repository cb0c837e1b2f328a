"""Close a consultation with what came of it: that is all that is counted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.legal.matters import AdviseFirst, matter_of, require_lawyer, require_stage
from yimen.rooms.legal.models import Consultation


@transaction.atomic
def close(number: int, *, outcome: str, by: Actor, at: datetime) -> Consultation:
    """Say what came of it; “led to a lawful way” becomes “accepted there” once they said so there.

    Raises:
        AdviseFirst: nobody was advised yet. NotAtThisStage: it is closed for good.
    """
    require_lawyer(by)
    matter = matter_of(number, by)
    if outcome not in set(Consultation.Outcome):
        raise NotFound
    if matter.stage == Consultation.Stage.OPEN:
        raise AdviseFirst
    late = (Consultation.Outcome.LED, Consultation.Outcome.ACCEPTED)
    if (matter.outcome, outcome) != late:
        require_stage(matter, Consultation.Stage.ADVISED)
    with behind_walls(by):
        matter.outcome, matter.stage = outcome, Consultation.Stage.CLOSED
        matter.closed_at = matter.closed_at or at
        matter.save(update_fields=["outcome", "stage", "closed_at"])
    return matter
