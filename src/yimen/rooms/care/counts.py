"""What this room did, day by day, from the acts' own rows: for the counters alone."""

from __future__ import annotations

from datetime import date

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.access.rooms import counted_apart
from yimen.base.time import local_day
from yimen.people.models import Post
from yimen.rooms.care.models import Event, SignUp, Slot


def counts(by: Actor, first: date, last: date) -> dict[str, list[tuple[date, int, int]]]:
    """Return, by what was done, each day with how many times and which person or event.

    For the counters alone, which add them up and show none below ten.

    Raises:
        NotFound: this is not theirs to know.
    """
    own = counted_apart(by, "region__path")
    with behind_walls(by):
        helpers = Post.objects.filter(own, role=Role.COUNSELLOR).values("staff")
        talks = Slot.objects.filter(state="held", staff__isnull=False, counsellor__in=helpers)
        held = [(local_day(one.starts_at), 1, one.staff_id or 0) for one in talks]
        came = SignUp.objects.filter(came=True, organiser__in=helpers).select_related("event")
        there = [(local_day(one.event.starts_at), 1, one.staff_id) for one in came]
        run = Event.objects.filter(came__gt=0, organiser__in=helpers)
        events_ = [(local_day(one.starts_at), 1, one.pk) for one in run]
    return {
        name: [one for one in all_ if first <= one[0] <= last]
        for name, all_ in (
            ("staff_talks", held),
            ("staff_participants", there),
            ("staff_events", events_),
        )
    }
