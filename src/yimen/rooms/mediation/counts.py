"""What this room did, day by day, from the acts' own rows: for the counters alone."""

from __future__ import annotations

from datetime import date

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.access.rooms import counted
from yimen.base.time import local_day
from yimen.rooms.mediation.models import Case, Talk


def counts(by: Actor, first: date, last: date) -> dict[str, list[tuple[date, int, int]]]:
    """Return, by what was done, each day with how many and which case; for the counters alone."""
    here = counted(by, "organ__region__path")
    of_those = counted(by, "case__organ__region__path")
    with behind_walls(by):
        cases = Case.objects.filter(here)
        begun = list(cases.filter(accepted_on__gte=first, accepted_on__lte=last))
        ended = list(cases.filter(stage=Case.Stage.AGREED, ended_at__isnull=False))
        held = Talk.objects.filter(of_those, held_at__isnull=False)
        talks = list(held.exclude(kind=Talk.Kind.INQUIRY))
    found = {
        "mediations": [(one.accepted_on, 1, one.pk) for one in begun if one.accepted_on],
        "agreements": [(local_day(one.ended_at), 1, one.pk) for one in ended if one.ended_at],
        "mediation_talks": [(local_day(one.held_at), 1, one.pk) for one in talks if one.held_at],
    }
    return {name: [one for one in all_ if first <= one[0] <= last] for name, all_ in found.items()}
