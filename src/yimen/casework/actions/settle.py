"""Say that an agreement in the file settles what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.casework.answering import move_all
from yimen.casework.papers import write_letter
from yimen.casework.settling import (
    NothingSettled,
    SettledBefore,
    asked_until,
    end_beside,
    settlement_of,
)
from yimen.law.moves import Move
from yimen.registry.entries_settling import Settled
from yimen.registry.models import Petition, Settlement
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def settle(
    petition_id: int, *, settlement: int, demands: Iterable[int], by: Actor, at: datetime
) -> Petition:
    """Settle these demands, at the petitioner's own word: their handling stops, no right ends.

    A letter confirms it, and says how to have them taken up again.

    Raises:
        NothingSettled, SettledBefore, SettledTogether.
    """
    petition = open_petition(by, "petition.settle", petition_id)
    row = settlement_of(petition, settlement)
    wanted = set(demands)
    chosen = [demand for demand in petition.demands.all() if demand.pk in wanted]
    if not wanted:
        raise NothingSettled
    if len(chosen) < len(wanted):
        raise NotFound
    if row.outcome not in {Settlement.Outcome.FILED, Settlement.Outcome.SETTLED}:
        raise SettledBefore
    until = asked_until(row, local_day(at))
    turned = move_all(chosen, Move.SETTLE, at=at, report_by=until)
    end_beside(petition, chosen)
    row.outcome, row.settled_at = Settlement.Outcome.SETTLED, at
    row.positions = sorted({*row.positions, *turned})
    row.save()
    said = Settled(settlement=row.pk, lapses_on=until.isoformat() if until else "")
    record(petition, said, by=by, at=at, turned=turned)
    write_letter("settlement_notice", petition.pk, subject=row.pk, at=at)
    return petition
