"""Note that a talk took place, and nothing of what was said."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.care.caring import NotYet, locked_slot, require_counsellor
from yimen.rooms.care.models import Slot


@transaction.atomic
def hold_talk(slot_id: int, *, came: bool, by: Actor, at: datetime) -> Slot:
    """Count the talk, or call it off when nobody came.

    Raises:
        NotFound: not a booked talk of this counsellor. NotYet.
    """
    require_counsellor(by)
    slot = locked_slot(slot_id, by)
    if slot.counsellor_id != by.id or slot.state != Slot.State.BOOKED:
        raise NotFound
    if at < slot.starts_at:
        raise NotYet
    with behind_walls(by):
        slot.state = Slot.State.HELD if came else Slot.State.CANCELLED
        slot.words_sealed = b""
        slot.save()
    return slot
