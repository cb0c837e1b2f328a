"""Note that the answer was brought to one of several people, and did not reach them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.replies import unserved
from yimen.casework.serving import missed
from yimen.registry.entries_proof import ReplyMissed
from yimen.registry.models import Petition
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def miss_reply(
    petition_id: int,
    *,
    reply: int,
    method: str,
    outcome: str,
    words: str = "",
    parcel: str = "",
    by: Actor,
    at: datetime,
) -> Petition:
    """Note it: this person's time has not begun, and a notice may hang for them from now on.

    Raises:
        NotFound, AnotherOrgansTurn, WrongStage: it is not theirs, or was served before.
        ServedBeforeIssued, ParcelCameBack: it cannot have been so.
    """
    petition = open_petition(by, "service.miss", petition_id)
    (paper,) = unserved(petition, [reply], by)
    attempt = missed(
        paper, method=method, outcome=outcome, words=words, parcel=parcel, by=by, at=at
    )
    said = ReplyMissed(reply=paper.pk, attempt=attempt.pk, method=method, missed=outcome)
    record(petition, said, by=by, at=at)
    return petition
