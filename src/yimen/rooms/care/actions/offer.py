"""Offer a time for a talk with a colleague."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.turns import in_turn
from yimen.rooms.care.caring import (
    LONGEST_TALK,
    InThePast,
    SayWhatAndWhere,
    TimesMeet,
    require_counsellor,
)
from yimen.rooms.care.models import Slot


@transaction.atomic
def offer(*, starts_at: datetime, minutes: int, place: str, by: Actor, at: datetime) -> Slot:
    """Keep a time free for whoever takes it.

    Raises:
        NotFound: not a counsellor. InThePast, TimesMeet, SayWhatAndWhere.
    """
    require_counsellor(by)
    if starts_at <= at:
        raise InThePast
    if not place.strip() or not 1 <= minutes <= LONGEST_TALK:
        raise SayWhatAndWhere
    in_turn("offer a talk", by.id)
    with behind_walls(by):
        same = Slot.objects.filter(counsellor=by.id, starts_at=starts_at)
        if same.exclude(state=Slot.State.CANCELLED).exists():
            raise TimesMeet
        return Slot.objects.create(
            counsellor_id=by.id, starts_at=starts_at, minutes=minutes, place=place.strip()
        )
