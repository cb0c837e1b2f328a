"""Report a promise as kept, and let the petitioner or the convener say that it was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.rooms.joint.models import Commitment
from yimen.rooms.joint.sittings import (
    CONVENERS,
    OF_AN_ORGAN,
    KeptAlready,
    SayHow,
    session_of,
)


@transaction.atomic
def report(number: int, *, promise: int, proof: str, by: Actor, at: datetime) -> Commitment:
    """Say for the organ that promised it how it was kept; it waits to be confirmed.

    Raises:
        SayHow: it says nothing. KeptAlready; NotFound: it is another organ's.
    """
    session = session_of(number, by)
    row = Commitment.objects.filter(session=session, pk=promise).first()
    owns = row is not None and by.organ == row.organ_id and by.role in {*OF_AN_ORGAN, *CONVENERS}
    if row is None or not owns:
        raise NotFound
    if row.state == Commitment.State.KEPT:
        raise KeptAlready
    if not proof.strip():
        raise SayHow
    with behind_walls(by):
        row.state, row.proof_sealed, row.reported_at = (
            Commitment.State.REPORTED,
            seal_words(proof),
            at,
        )
        row.save(update_fields=["state", "proof_sealed", "reported_at"])
    return row


@transaction.atomic
def confirm(number: int, *, promise: int, kept: bool, by: Actor, at: datetime) -> Commitment:
    """Say that it was kept, or that it was not: then it is open again.

    The petitioner says it, or whoever called the session together, after asking her. The organ
    that promised never confirms itself.

    Raises:
        KeptAlready; NotFound: it is one's own promise, or nothing was reported.
    """
    session = session_of(number, by)
    row = Commitment.objects.filter(session=session, pk=promise).first()
    asks_her = by.role in CONVENERS and row is not None and by.organ != row.organ_id
    if row is None or not (by.role is Role.PETITIONER or asks_her):
        raise NotFound
    if row.state == Commitment.State.KEPT:
        raise KeptAlready
    if not kept and row.state == Commitment.State.OPEN:
        raise NotFound
    with behind_walls(by):
        row.state = Commitment.State.KEPT if kept else Commitment.State.OPEN
        row.kept_at = at if kept else None
        row.save(update_fields=["state", "kept_at"])
    return row
