"""Keep what one person counted by hand today: so many, and never who."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import may
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day
from yimen.rooms.hall.models import Tally

MOST = 999


class NotANumberOfToday(Refused):
    """Enter a whole number from 0 to {most}."""


@transaction.atomic
def set_tally(kind: str, *, n: int, by: Actor, at: datetime) -> Tally:
    """Keep today's number of one kind, in the place of the one before.

    Raises:
        NotFound: it is not their work. NotANumberOfToday.
    """
    if not may(by, "hall.serve") or not by.id or kind not in Tally.Kind.values:
        raise NotFound
    if not 0 <= n <= MOST:
        raise NotANumberOfToday(most=MOST)
    with behind_walls(by):
        kept, _ = Tally.objects.update_or_create(
            by_id=by.id, day=local_day(at), kind=kind, defaults={"n": n, "area": by.area}
        )
    return kept
