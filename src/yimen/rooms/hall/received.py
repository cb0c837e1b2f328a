"""What is left of visits: the receipt of each stay at a window, and the counts of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.time import local_day, local_midnight
from yimen.registry.queries import seen_by
from yimen.rooms.hall.models import Point, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One stay at a window, as its receipt tells it."""

    turn: int
    ticket: int
    number: str
    place: str
    address: str
    phone: str
    window: str
    point: str
    who: str
    began_at: datetime
    said: str
    next_step: str
    petition: str


def received(by: Actor, ticket_id: int) -> list[Received]:
    """Return the ended stays of a ticket that this person may see, but none for support.

    The visitor sees all of hers, an officer their own.
    """
    seen = Turn.objects.filter(rows(by, WALLS["hall_turn"]), ticket=ticket_id)
    turns = seen.filter(ended_at__isnull=False).exclude(point=Point.SUPPORT)
    numbers = list(turns.values_list("pk", flat=True))
    if not numbers:
        return []
    with behind_walls(by):  # the number of the ticket and of the petition belong on the receipt
        found = Turn.objects.filter(pk__in=numbers).select_related(
            "ticket__place", "ticket__petition", "window", "staff"
        )
        all_ = list(found)
    return [_received(one, by) for one in all_]


def last_received(by: Actor, place_id: int, at: datetime) -> Received | None:
    """Return the stay that this person ended last today at a place, if it has a receipt."""
    seen = Turn.objects.filter(
        rows(by, WALLS["hall_turn"]),
        staff=by.id,
        window__place=place_id,
        ended_at__isnull=False,
        began_at__gte=local_midnight(local_day(at)),
    )
    last = seen.exclude(point=Point.SUPPORT).last()
    if last is None:
        return None
    return next((one for one in received(by, last.ticket_id) if one.turn == last.pk), None)


def _received(turn: Turn, by: Actor) -> Received:
    ticket, place_, staff = turn.ticket, turn.ticket.place, turn.staff
    is_theirs = by.role is Role.VISITOR or seen_by(by).filter(pk=ticket.petition_id or 0).exists()
    return Received(
        turn=turn.pk,
        ticket=ticket.pk,
        number=ticket.number,
        place=place_.name,
        address=place_.address,
        phone=place_.phone,
        window=turn.window.name,
        point=turn.get_point_display(),
        # Whoever has a number is named by it: that suffices to ask for them, or to complain.
        who=_("Staff number {n}").format(n=staff.number) if staff.number else staff.name,
        began_at=turn.began_at,
        said=turn.said,
        next_step=turn.next_step,
        petition=ticket.petition.number if ticket.petition and is_theirs else "",
    )
