"""Move what an accusation says into the sealed lane, where it came in before there was one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.documents import lane
from yimen.registry.models import Petition
from yimen.registry.queries import open_petition


@transaction.atomic
def shut(petition_id: int, *, by: Actor, at: datetime) -> Petition:
    """Shut it: words, names, papers and letters are encrypted, and the files in the clear removed.

    Nothing happens in the matter itself, so its record gets no line.
    """
    petition = open_petition(by, "accusation.shut", petition_id)
    if petition.is_sealed:
        lane.shut(petition, at=at)
    return petition
