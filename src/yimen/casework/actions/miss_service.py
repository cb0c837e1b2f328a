"""Note that an opinion was brought to the petitioner, and did not reach her."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import demands_of, move_all
from yimen.casework.guards import require_opinion
from yimen.casework.serving import missed
from yimen.law.moves import Move
from yimen.registry.entries_proof import ServiceMissed
from yimen.registry.models import Opinion
from yimen.registry.queries import open_opinion
from yimen.registry.record import record


@transaction.atomic
def miss_service(
    opinion_id: int,
    *,
    method: str,
    outcome: str,
    words: str = "",
    parcel: str = "",
    by: Actor,
    at: datetime,
) -> Opinion:
    """Note it: no window begins, the limit to answer runs on, and a notice may hang from now on.

    `outcome` is one of ServiceAttempt.Outcome; a parcel that came back has its number.

    Raises:
        ServedBeforeIssued, ParcelCameBack: it cannot have been so.
    """
    opinion = open_opinion(by, "service.miss", opinion_id)
    require_opinion(opinion, by, Opinion.Stage.ISSUED)
    attempt = missed(
        opinion, method=method, outcome=outcome, words=words, parcel=parcel, by=by, at=at
    )
    turned = move_all(demands_of(opinion), Move.MISS_SERVICE, at=at)
    said = ServiceMissed(opinion=opinion.pk, attempt=attempt.pk, method=method, missed=outcome)
    record(opinion.petition, said, by=by, at=at, turned=turned)
    return opinion
