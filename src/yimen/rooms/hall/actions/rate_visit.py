"""Rate a visit: of one's own free will, with the code of the slip, and sealed from the house."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.access.rooms import require_room
from yimen.base.errors import NotFound, Refused
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.registry.models import Rating
from yimen.rooms.hall.models import VisitRating
from yimen.rooms.hall.rated import point_rated, rated_until
from yimen.rooms.hall.visits import seen_ticket


class NotToRate(Refused):
    """A visit is rated once it is over and a window has received you; a talk with a counsellor is not rated at all."""  # noqa: E501  # a message is one line, so that it can be translated


class VisitRatingOver(Refused):
    """The time to rate this visit ended on {until}. What still needs saying, say to the guide."""


@transaction.atomic
def rate_visit(
    ticket_id: int, *, level: str, words: str = "", by: Actor, at: datetime
) -> VisitRating:
    """Keep what the visitor thinks of the visit, in the place of what she thought before.

    Raises:
        NotFound: it is not her number, or no such level. NotToRate, VisitRatingOver.
    """
    require_room(by, "hall.rate")
    ticket = seen_ticket(ticket_id, by)
    if level not in Rating.Level.values:
        raise NotFound
    point = point_rated(ticket, by)
    if not point:
        raise NotToRate
    if local_day(at) > rated_until(ticket):
        raise VisitRatingOver(until=rated_until(ticket))
    with behind_walls(by):
        kept, _ = VisitRating.objects.update_or_create(
            ticket=ticket,
            defaults={
                "place": ticket.place,
                "point": point,
                "month": date(ticket.day.year, ticket.day.month, 1),
                "level": level,
                "words_sealed": seal_words(words),
            },
        )
    return kept
