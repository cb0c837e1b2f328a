"""Take a row of a room in hand: seen under its wall, locked behind it, and seen still."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound

M = TypeVar("M", bound=Model)


def in_hand(found: QuerySet[M], number: int, by: Actor) -> M:
    """Return a row that this actor may see, locked.

    Whoever held it before may have closed it to them: what is asked for is asked again with the
    lock.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    theirs = found.filter(rows(by, WALLS[found.model._meta.db_table]), pk=number)
    if not theirs.exists():
        raise NotFound
    with behind_walls(by):  # to lock a row is to change it, for PostgreSQL
        row = theirs.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound
    return row
