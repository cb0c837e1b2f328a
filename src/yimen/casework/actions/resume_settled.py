"""Have a settled matter taken up again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import move_all
from yimen.casework.filing import Wish
from yimen.casework.guards import require_choice
from yimen.casework.papers import write_letter
from yimen.casework.settling import answered, settled_demands, settlement_of
from yimen.law.moves import Move
from yimen.registry.entries_settling import SettledResumed
from yimen.registry.models import Petition, Settlement
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def resume_settled(
    petition_id: int,
    *,
    settlement: int,
    because: str = "not_kept",
    wish: Wish | None = None,
    by: Actor,
    at: datetime,
) -> Petition:
    """Take it up again at her word: it is handled where it was, with the whole time for it.

    Nobody has to prove anything for it: settling gave up no right.

    Raises:
        NotYoursToTell, WordsMissing: nobody may say it in her place.
    """
    petition = open_petition(by, "petition.answer_settlement", petition_id)
    row = settlement_of(petition, settlement)
    require_choice(because, Settlement.Because.values)
    demands = settled_demands(petition, row)
    channel = answered(row, demands, wish, by=by, at=at)
    turned = move_all(demands, Move.RESUME_SETTLED, at=at)
    row.outcome, row.because = Settlement.Outcome.RESUMED, because
    row.save(update_fields=["outcome", "because"])
    said = SettledResumed(settlement=row.pk, channel=channel, settled_because=because)
    record(petition, said, by=by, at=at, turned=turned)
    write_letter("settlement_resumed", petition.pk, subject=row.pk, at=at)
    return petition
