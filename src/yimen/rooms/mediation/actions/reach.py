"""Note that a reminder has reached a party."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.mediation.cases import case_of, my_side, require_mediator
from yimen.rooms.mediation.models import Case, Reminder


@transaction.atomic
def reach(case_id: int, *, reminder: int = 0, how: str = "page", by: Actor, at: datetime) -> Case:
    """Note it: a party reads its own on the page, a mediator tells one by telephone or on paper.

    Raises:
        NotFound: there is no such reminder, or no such way.
    """
    case = case_of(case_id, by)
    waiting = Reminder.objects.filter(agreement__case=case, reached_at=None)
    if by.role is Role.VISITOR:
        side, staff, how = my_side(case, by), None, Reminder.How.PAGE.value
        waiting = waiting.filter(party=side)
    else:
        require_mediator(case, by)
        staff, waiting = by.id or None, waiting.filter(pk=reminder)
        if how not in {Reminder.How.PHONE, Reminder.How.PAPER} or not waiting.exists():
            raise NotFound
    with behind_walls(by):
        waiting.update(reached_at=at, how=how, by_id=staff)
    return case
