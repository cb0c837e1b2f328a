"""Give a time back: the person frees it, the counsellor calls it off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.care.caring import InThePast, locked_slot, require_post
from yimen.rooms.care.models import Slot


@transaction.atomic
def give_back(slot_id: int, *, by: Actor, at: datetime) -> Slot:
    """Free the time again, or call it off; what was written beforehand is gone.

    Raises:
        NotFound: it is neither this person's nor offered by them. InThePast.
    """
    require_post(by)
    slot = locked_slot(slot_id, by)
    offered = slot.counsellor_id == by.id and slot.state in {Slot.State.FREE, Slot.State.BOOKED}
    if not offered and not (slot.staff_id == by.id and slot.state == Slot.State.BOOKED):
        raise NotFound
    if slot.starts_at <= at:
        raise InThePast
    with behind_walls(by):
        slot.state = Slot.State.CANCELLED if offered else Slot.State.FREE
        slot.words_sealed = b""
        if not offered:
            slot.staff = None
        slot.save()
    return slot
