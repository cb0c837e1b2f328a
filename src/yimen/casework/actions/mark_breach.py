"""Mark that a time limit was missed: the petitioner is told, and the organ gets its notice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.later import BEHIND
from yimen.base.time import local_day
from yimen.casework.overdue import concerned
from yimen.casework.papers import write_letter
from yimen.casework.unclear import spans
from yimen.law.breaches import Ground, Missed, missed
from yimen.registry.clocks import as_running, is_duty
from yimen.registry.entries_breach import Alerted, Breached
from yimen.registry.models import Breach, Clock, Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record

#: What a breach of the law is told by: to the petitioner, and to the organ.
LETTERS = ("overdue_notice", "overdue_slip")


@transaction.atomic
def mark_breach(demand_id: int, *, clock: int, by: Actor, at: datetime) -> Breach | None:
    """Mark it, once: nothing about the matter changes but that its file says so.

    A promise of the place, a provisional date and a number of days of our own are no breach of the
    law: the line is for the house, and no letter goes out. Asked again, it changes nothing.
    """
    demand = open_demand(by, "demand.mark_breach", demand_id)
    row = Clock.objects.filter(demand=demand, pk=clock).first()
    found = _found(row, at)
    if row is None or found is None or _is_known(row, found):
        return None
    breach = _kept(demand, row, found, at)
    facts: dict[str, Any] = {
        "late_organ": breach.organ_id,
        "limit": breach.limit,
        "due_on": breach.due_on.isoformat(),
        "breach": breach.pk,
    }
    said = Breached(code=breach.code, **facts) if breach.code else Alerted(
        ground=breach.ground, **facts)  # fmt: skip
    record(demand.petition, said, by=by, at=at, about=[demand.position])
    for kind in _letters(demand, breach):
        write_letter(kind, demand.petition_id, subject=breach.pk, at=at, priority=BEHIND)
    return breach


def _letters(demand: Demand, breach: Breach) -> tuple[str, ...]:
    """Return what is written; of a sealed matter the accused gets no notice, late or not.

    Nor does an organ write one to itself: who is late then is the last that may know of it.
    """
    if not breach.code:
        return ()
    petition = demand.petition
    mute = petition.is_sealed and (
        breach.organ_id in petition.barred or breach.above_id == breach.organ_id
    )
    return ("overdue_notice",) if mute else LETTERS


def _found(row: Clock | None, at: datetime) -> Missed | None:
    """Return what was missed, if the clock ran beyond its day and bound an organ."""
    if row is None or not is_duty(row.limit):
        return None
    until = row.stopped_on or local_day(at)
    return missed(as_running(row), until, row.demand.kind, spans(row))


def _is_known(row: Clock, found: Missed) -> bool:
    """Say whether it was marked; a reminder of an uncertain date may still become a breach."""
    known = set(Breach.objects.filter(clock=row).values_list("ground", flat=True))
    return bool(known - {Ground.PROVISIONAL.value}) or found.ground.value in known


def _kept(demand: Demand, row: Clock, found: Missed, at: datetime) -> Breach:
    who = concerned(demand, row, on=local_day(at))
    return Breach.objects.create(
        petition=demand.petition,
        demand=demand,
        clock=row,
        limit=row.limit,
        due_on=found.due_on,
        ground=found.ground.value,
        code=found.offence.code if found.offence else "",
        organ=who.late,
        told_by=who.tells,
        above=who.above,
        at=at,
    )
