"""Take up or leave an offer of help."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.casework.caring import waiting
from yimen.casework.guards import require_choice
from yimen.registry.entries_people import AftercareAnswered
from yimen.registry.models import Aftercare, Petition
from yimen.registry.queries import open_petition
from yimen.registry.record import record

ANSWERS = (Aftercare.Answer.TAKEN.value, Aftercare.Answer.LEFT.value)


@transaction.atomic
def answer_aftercare(
    petition_id: int, *, answer: str, channel: str = "online", by: Actor, at: datetime
) -> Petition:
    """Write down what the person says to it; both are right, and nothing else changes."""
    petition = open_petition(by, "petition.answer_aftercare", petition_id)
    offer = waiting(petition)
    offer.answer = require_choice(answer, ANSWERS)
    online = by.role is Role.PETITIONER
    offer.channel = "online" if online else require_choice(channel, Petition.Channel.values)
    offer.answered_at, offer.answered_by_id = at, by.id or None
    offer.save()
    said = AftercareAnswered(care=answer, channel=offer.channel, aftercare=offer.pk)
    record(petition, said, by=by, at=at)
    return petition
