"""What this room did, day by day, from the acts' own rows: for the counters alone."""

from __future__ import annotations

from datetime import date

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.access.rooms import counted
from yimen.base.time import local_day
from yimen.rooms.legal.models import Consultation, Opinion


def counts(by: Actor, first: date, last: date) -> dict[str, list[tuple[date, int, int]]]:
    """Return, by what was done, each day with how many and which consultation."""
    here, of_those = counted(by), counted(by, "consultation__area")
    with behind_walls(by):
        asked = list(Consultation.objects.filter(here).only("opened_at", "people"))
        signed = list(Opinion.objects.filter(of_those, signed_at__isnull=False).only("signed_at"))
    found = {
        "consultations": [(local_day(one.opened_at), 1, one.pk) for one in asked],
        "consulting_people": [(local_day(one.opened_at), one.people, one.pk) for one in asked],
        "opinions": [(local_day(one.signed_at), 1, one.pk) for one in signed if one.signed_at],
    }
    return {name: [one for one in all_ if first <= one[0] <= last] for name, all_ in found.items()}
