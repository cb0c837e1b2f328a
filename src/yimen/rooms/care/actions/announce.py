"""Announce a workshop or a training, or call it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.rooms.care.caring import (
    EndsLater,
    InThePast,
    SayWhatAndWhere,
    night_after,
    require_counsellor,
)
from yimen.rooms.care.models import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What, where, when, and for how many."""

    kind: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    about: str = ""


@transaction.atomic
def announce(plan: Plan, *, by: Actor, at: datetime) -> Event:
    """Open it for sign-up.

    Raises:
        NotFound: not a counsellor. SayWhatAndWhere, InThePast, EndsLater.
    """
    require_counsellor(by)
    if not plan.title.strip() or not plan.place.strip() or plan.capacity < 1:
        raise SayWhatAndWhere
    if plan.kind not in Event.Kind.values:
        raise NotFound
    if plan.starts_at <= at:
        raise InThePast
    if plan.ends_at <= plan.starts_at:
        raise EndsLater
    with behind_walls(by):
        return Event.objects.create(
            kind=plan.kind, title=plan.title.strip(), about=plan.about.strip(),
            place=plan.place.strip(), starts_at=plan.starts_at, ends_at=plan.ends_at,
            closes_at=night_after(plan.ends_at), capacity=plan.capacity, organiser_id=by.id,
        )  # fmt: skip
