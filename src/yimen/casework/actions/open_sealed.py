"""Open the letter of an accusation: for a reason, before the eyes of the log."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.guards import require_reason
from yimen.registry import lane
from yimen.registry.lane import Content
from yimen.registry.queries import open_petition
from yimen.registry.readings import note


@transaction.atomic
def open_sealed(petition_id: int, *, reason: str, by: Actor, at: datetime) -> Content:
    """Return what the letter says and who wrote it; every view is kept, with its reason.

    Raises:
        NotFound: there is no such letter, or it is not theirs to open.
    """
    petition = open_petition(by, "accusation.open", petition_id)
    why = require_reason(reason)
    content = lane.content_of(petition.pk)
    if content is None:
        raise NotFound
    note(petition.pk, "sealed", by=by, at=at, reason=why)
    return content
