"""Finish with a visitor, or send them on to the next point on the same ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.registry.queries import seen_by
from yimen.rooms.hall.actions.take_ticket import NoSuchPoint
from yimen.rooms.hall.models import Point, Ticket, Turn
from yimen.rooms.hall.visits import (
    NotHereNow,
    count,
    my_window,
    order_of,
    seen_ticket,
    tell_screens,
    whole_seconds,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was said, what happens next, where to, and the petition that came of it, if one did."""

    said: str = ""
    next_step: str = ""
    then: str = ""
    petition: int = 0


@transaction.atomic
def finish(ticket_id: int, *, outcome: Outcome, by: Actor, at: datetime) -> Ticket:
    """End the stay at this window; with `outcome.then`, the visitor waits for another point.

    Raises:
        NotHereNow: the visitor is not at one's own window. NoSuchPoint.
    """
    ticket = seen_ticket(ticket_id, by)
    if ticket.state != Ticket.State.SERVED or ticket.window_id is None:
        raise NotHereNow(number=ticket.number)
    window = my_window(ticket.window_id, by)
    if outcome.then and outcome.then not in set(Point):
        raise NoSuchPoint(point=outcome.then)
    petition = seen_by(by).filter(pk=outcome.petition).first() if outcome.petition else None
    with behind_walls(by):
        turn = Turn.objects.filter(ticket=ticket, ended_at=None).last()
        if turn:
            turn.ended_at = at
            turn.said, turn.next_step = outcome.said.strip(), outcome.next_step.strip()
            turn.save(update_fields=["ended_at", "said", "next_step"])
        counted = {
            "served": 1,
            "waited": whole_seconds(ticket.joined_at, ticket.called_at or at),
            "taken": whole_seconds(ticket.began_at, at),
        }
        # Two windows that send people to each other lock both lines in one order.
        for point in sorted({ticket.point, outcome.then} - {""}):
            served = counted if point == ticket.point else {}
            count(ticket, point, waiting=int(point == outcome.then), **served)
        ticket.petition = petition or ticket.petition
        ticket.window = ticket.called_at = ticket.began_at = None
        if outcome.then:
            _join(ticket, outcome.then, at)
        else:
            ticket.state, ticket.ended_at = Ticket.State.DONE, at
        ticket.save()
        tell_screens(window.place_id)
    return ticket


def _join(ticket: Ticket, point: str, at: datetime) -> None:
    """Wait for another point: whoever has waited already keeps her time in the house."""
    ticket.point, ticket.state = point, Ticket.State.WAITING
    ticket.times_called, ticket.joined_at = 0, at
    ticket.order_at = min(order_of(ticket, at), ticket.order_at)
