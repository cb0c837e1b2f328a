"""What this room did, by day and client, from the acts' own rows: for the counters alone.

They show whole months that are over, and none with fewer than ten clients.
"""

from __future__ import annotations

from datetime import date

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.access.rooms import counted_apart
from yimen.base.time import local_day
from yimen.rooms.heart.models import Client, Talk


def counts(by: Actor, first: date, last: date) -> dict[str, list[tuple[date, int, int]]]:
    """Return, by what was done, each day with how many and which client.

    Raises:
        NotFound: this is not theirs to know.
    """
    own = counted_apart(by, "organ__region__path")
    of_those = counted_apart(by, "client__organ__region__path")
    with behind_walls(by):
        clients = Client.objects.filter(own).only("since")
        came = [(local_day(one.since), 1, one.pk) for one in clients]
        had = Talk.objects.filter(of_those, held_at__isnull=False)
        talks = list(had.only("held_at", "client", "stage"))
    held = [(local_day(one.held_at), 1, one.client_id) for one in talks if one.held_at]
    before = [
        (local_day(one.held_at), 1, one.client_id)
        for one in talks
        if one.held_at and one.stage == Talk.Stage.BEFORE
    ]
    found = {"clients": came, "talks": held, "talks_before": before}
    return {name: [one for one in all_ if first <= one[0] <= last] for name, all_ in found.items()}
