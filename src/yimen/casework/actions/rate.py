"""Rate how a petition was handled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import NotServedYet, RatesAnother, RatingClosed, require_choice
from yimen.casework.rating_paper import answered_by
from yimen.law.moves import Move
from yimen.law.turning import Turned
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Rated
from yimen.registry.models import Clock, Petition, Rating
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def rate(
    petition_id: int, *, organ: int, level: str, reasons: str = "", by: Actor, at: datetime
) -> Petition:
    """Rate one organ's work: changeable while the rating period runs, sealed from the rated."""
    petition = open_petition(by, "petition.rate", petition_id)
    if organ not in petition.organs:
        raise RatesAnother
    require_choice(level, Rating.Level.values)
    _require_open(petition, at)
    Rating.objects.update_or_create(
        petition=petition,
        organ_id=organ,
        defaults={"level": level, "reasons": reasons.strip(), "at": at},
    )
    said = Rated(organ=organ)
    record(petition, said, by=by, at=at, turned=_turned(petition, organ, at))
    return petition


def _require_open(petition: Petition, at: datetime) -> None:
    """Refuse before service and after the last day of the rating period."""
    last = Clock.objects.filter(petition=petition, limit="rating").order_by("due_on").last()
    if last is None:
        raise NotServedYet
    if local_day(at) > last.due_on:
        raise RatingClosed(due=last.due_on)


def _turned(petition: Petition, organ: int, at: datetime) -> dict[int, Turned]:
    """Stop the rating clock of the demands that this organ answered, if it still runs."""
    turned = {}
    for demand in petition.demands.all():
        waits = Clock.objects.filter(demand=demand, limit="rating", stopped_on=None).exists()
        if waits and answered_by(demand).pk == organ:
            turned[demand.position] = ask(demand, Move.RATE, at=at)
            enter(demand, turned[demand.position], at=at)
    return turned
