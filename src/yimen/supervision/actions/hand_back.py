"""Hand a draft back to whoever wrote it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.supervision.advices import SayWhatIsMissing, place_of
from yimen.supervision.models import Advice


@transaction.atomic
def hand_back(advice: int, *, remark: str, by: Actor, at: datetime) -> Advice:
    """Hand it back, with what is to be changed.

    Raises:
        SayWhatIsMissing: nothing is said. SamePerson: it is one's own draft.
    """
    row = place_of(advice, "hand_back", by, local_day(at)).advice
    if not remark.strip():
        raise SayWhatIsMissing
    with behind_walls(by):
        row.remark_sealed = seal_words(remark)
        row.save(update_fields=["remark_sealed"])
    return row
