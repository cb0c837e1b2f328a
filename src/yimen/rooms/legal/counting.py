"""What the legal room counts: what came of it, in items and in person-times, and of nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Count, Sum, Value

from yimen.access.actor import Actor
from yimen.access.policy import may
from yimen.access.rls import behind_walls
from yimen.access.scopes import starts_with
from yimen.base.errors import NotFound
from yimen.base.time import LOCAL
from yimen.rooms.legal.models import Consultation


@dataclass(frozen=True, slots=True)
class Tally:
    """One outcome: so many items, so many person-times."""

    outcome: str
    label: str
    items: int
    people: int


@dataclass(frozen=True, slots=True)
class Led:
    """Of so many items that were led to a lawful way, so many were accepted there."""

    items: int
    accepted: int

    @property
    def share(self) -> Decimal | None:
        """Return the accepted of a hundred, with two places; of none there is no share."""
        if not self.items:
            return None
        return (Decimal(100) * self.accepted / self.items).quantize(Decimal("0.01"))


def led(rows: Iterable[Tally]) -> Led:
    """Return what came of leading people to other lawful ways: accepted counts, not “has left”."""
    items = {row.outcome: row.items for row in rows}
    accepted = items.get(Consultation.Outcome.ACCEPTED, 0)
    return Led(items.get(Consultation.Outcome.LED, 0) + accepted, accepted)


def tallies(by: Actor, *, since: date, until: date) -> list[Tally]:
    """Return every outcome of the matters opened in these days in one's area, the open ones last.

    Raises:
        NotFound: this is not theirs to know.
    """
    if not may(by, "legal.count") or not by.area:
        raise NotFound
    begins = datetime.combine(since, time.min, tzinfo=LOCAL)
    ends = datetime.combine(until, time.max, tzinfo=LOCAL)
    with behind_walls(by):
        opened = Consultation.objects.filter(opened_at__gte=begins, opened_at__lte=ends)
        opened = opened.alias(here=starts_with("area", Value(by.area))).filter(here=True)
        counted = {
            outcome: (items, people)
            for outcome, items, people in opened.order_by()
            .values_list("outcome")
            .annotate(Count("pk"), Sum("people"))
        }
    names = [*Consultation.Outcome.choices, ("", "")]
    return [Tally(str(code), str(name), *counted.get(code, (0, 0))) for code, name in names]
