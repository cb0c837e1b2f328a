"""Take a time for a talk with a counsellor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.base.turns import in_turn
from yimen.rooms.care.caring import (
    InThePast,
    NotWithYourself,
    OneTalkAtATime,
    SlotTaken,
    locked_slot,
    require_post,
)
from yimen.rooms.care.models import Slot


@transaction.atomic
def book(slot_id: int, *, words: str = "", by: Actor, at: datetime) -> Slot:
    """Book it; from now on nobody sees it but this person and the counsellor.

    Raises:
        NotFound, SlotTaken, InThePast, NotWithYourself, OneTalkAtATime.
    """
    require_post(by)
    in_turn("book a talk", by.id)
    slot = locked_slot(slot_id, by)
    if slot.state != Slot.State.FREE:
        raise SlotTaken
    if slot.counsellor_id == by.id:
        raise NotWithYourself
    if slot.starts_at <= at:
        raise InThePast
    with behind_walls(by):
        mine = Slot.objects.filter(staff=by.id, state=Slot.State.BOOKED, starts_at__gt=at)
        if mine.exists():
            raise OneTalkAtATime
        slot.state, slot.staff_id = Slot.State.BOOKED, by.id
        slot.words_sealed = seal_words(words)
        slot.save()
    return slot
