"""What this room did, day by day, from the acts' own rows: for the counters alone."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.access.rooms import counted, counted_apart
from yimen.base.time import local_day
from yimen.rooms.hall.models import Outing, Point, Tally, Turn


def counts(by: Actor, first: date, last: date) -> dict[str, list[tuple[date, int, Hashable]]]:
    """Return, by what was done, each day with how many and which visit; for the counters alone."""
    here, apart = counted(by), counted_apart(by)
    with behind_walls(by):
        turns = Turn.objects.filter(
            ticket__day__gte=first, ticket__day__lte=last, ended_at__isnull=False
        ).select_related("ticket")
        # Who came for support alone is in no sum from which others could be taken away.
        served = list(turns.filter(here).exclude(point=Point.SUPPORT))
        support = list(turns.filter(apart, point=Point.SUPPORT))
        by_hand = list(Tally.objects.filter(apart, day__gte=first, day__lte=last, n__gt=0))
        went = Outing.objects.filter(here, is_cancelled=False, people__isnull=False)
        out = [(local_day(one.starts_at), one.people or 0, one.pk) for one in went]
    tickets = {one.ticket_id: one.ticket for one in served}
    legal = [one for one in served if one.point == Point.LEGAL_AID]
    groups = [one for one in tickets.values() if one.people > 1]
    out = [one for one in out if first <= one[0] <= last]
    found: dict[str, list[tuple[date, int, Hashable]]] = {
        "people_met": [(one.day, one.people, one.pk) for one in tickets.values()],
        "visits": [(one.day, 1, one.pk) for one in tickets.values()],
        "groups": [(one.day, 1, one.pk) for one in groups],
        "legal_visits": [(one.ticket.day, 1, one.ticket_id) for one in legal],
        # Shown as the heart room's are: of each only whole months, of ten and more.
        "support_people": [
            (one.ticket.day, 1, (one.ticket_id, place))
            for one in support
            for place in range(one.ticket.people)
        ],
        **{
            kind: [
                (one.day, 1, (one.pk, place))
                for one in by_hand
                if one.kind == kind
                for place in range(one.n)
            ]
            for kind in Tally.Kind.values
        },
        "outings": [(day, 1, pk) for day, _, pk in out],
        "outing_people": [*out],
    }
    return found
