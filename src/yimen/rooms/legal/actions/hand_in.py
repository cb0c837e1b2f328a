"""Put a legal opinion into the petition's file: an act of its own, with the client's consent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.casework.actions.attach import attach
from yimen.casework.filing import Paper
from yimen.rooms.legal.matters import (
    ClientHasNotAgreed,
    HandedAlready,
    NoPetition,
    SignFirst,
    matter_of,
    require_lawyer,
)
from yimen.rooms.legal.models import Opinion


@transaction.atomic
def hand_in(number: int, *, pdf: bytes, by: Actor, at: datetime) -> Opinion:
    """Attach the drawn opinion to the file. Nothing else of the consultation goes there.

    A lawyer reads a file and never writes into it but here: the record says that it was the lawyer.

    Raises:
        NoPetition, SignFirst, ClientHasNotAgreed, HandedAlready; SealedStays: it was sealed since.
    """
    require_lawyer(by)
    matter = matter_of(number, by)
    if matter.petition_id is None:
        raise NoPetition
    with behind_walls(by):
        row = Opinion.objects.filter(consultation=matter).first()
        if row is None or row.signed_at is None:
            raise SignFirst
        if not row.consent:
            raise ClientHasNotAgreed
        if row.handed_at:
            raise HandedAlready
        row.handed_at = at
        row.save(update_fields=["handed_at"])
        paper = Paper(name=f"法律意见书{matter.number}.pdf", data=pdf)
        attach(matter.petition_id, paper=paper, for_client=True, by=by, at=at)
    return row
