"""Open a hearing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework import hearing as rules
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import HearingOpened
from yimen.registry.models import Demand, HearingDays
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def open_hearing(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Open it, on its day or after; in a recheck its days are not counted from now on (art. 36)."""
    demand = open_demand(by, "demand.hear", demand_id)
    hearing = rules.granted_hearing(demand)
    rules.require_hearing_work(demand, hearing, by)
    if hearing.opened_at:
        raise rules.HearingUnderWay
    if hearing.called_at is None or hearing.opens_at is None:
        raise rules.HearingNotCalled
    today = local_day(at)
    if today < local_day(hearing.opens_at):
        raise rules.HearingNotYet(day=local_day(hearing.opens_at))
    rules.require_hearers(demand, [hearing.chair_id or 0], today)
    last = max(today, hearing.ends_on or today)
    turned = ask(demand, Move.OPEN_HEARING, at=at, hearing=(today, last))
    if turned.extended:
        HearingDays.objects.create(
            petition=demand.petition, demand=demand, hearing=hearing, first_on=today, last_on=last
        )
    hearing.opened_at = at
    hearing.save()
    enter(demand, turned, at=at)
    said = HearingOpened(first_on=today.isoformat(), last_on=last.isoformat(), hearing=hearing.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
