"""Say that the agreement which settled it was kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import move_all
from yimen.casework.filing import Wish
from yimen.casework.settling import answered, settled_demands, settlement_of
from yimen.law.moves import Move
from yimen.registry.entries_settling import SettlementKept
from yimen.registry.models import Petition, Settlement
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def keep_settlement(
    petition_id: int, *, settlement: int, wish: Wish | None = None, by: Actor, at: datetime
) -> Petition:
    """Conclude what it settled: the petitioner says so, or a counter that heard her.

    Raises:
        NotYoursToTell, WordsMissing: nobody may say it in her place.
    """
    petition = open_petition(by, "petition.answer_settlement", petition_id)
    row = settlement_of(petition, settlement)
    demands = settled_demands(petition, row)
    channel = answered(row, demands, wish, by=by, at=at)
    turned = move_all(demands, Move.KEEP_SETTLEMENT, at=at)
    row.outcome = Settlement.Outcome.KEPT
    row.save(update_fields=["outcome"])
    said = SettlementKept(settlement=row.pk, channel=channel)
    record(petition, said, by=by, at=at, turned=turned)
    return petition
