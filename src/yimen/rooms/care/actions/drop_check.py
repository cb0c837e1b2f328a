"""Remove a self-check: it belongs to whoever answered it."""

from __future__ import annotations

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.care.caring import require_post
from yimen.rooms.care.models import Check


@transaction.atomic
def drop_check(check_id: int, *, by: Actor) -> None:
    """Delete one's own answers for good.

    Raises:
        NotFound: they are not this person's.
    """
    require_post(by)
    with behind_walls(by):
        gone, _ = Check.objects.filter(pk=check_id, staff=by.id).delete()
    if not gone:
        raise NotFound
