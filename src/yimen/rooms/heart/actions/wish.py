"""Ask about the own data, and be answered with reasons in time (PIPL arts. 44 to 50)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.law.keeping import answer_by
from yimen.rooms.heart.actions.erase import destroy
from yimen.rooms.heart.clients import (
    GiveReasons,
    SayWhatYouWish,
    keep,
    myself,
    own_client,
    wish_in_hand,
)
from yimen.rooms.heart.keys import seal
from yimen.rooms.heart.models import Wish


@transaction.atomic
def wish(client_id: int = 0, *, kind: str, words: str = "", by: Actor, at: datetime) -> Wish:
    """Put the request on the counsellor's page; asked twice before an answer, it waits once.

    With the code the client asks alone, consent or none; a counsellor writes down a paper.

    Raises:
        SayWhatYouWish: what is to be corrected was not said.
    """
    client = myself(by) if by.role is Role.VISITOR else own_client(client_id, by)
    if kind not in set(Wish.Kind):
        raise NotFound
    if kind == Wish.Kind.CORRECT and not words.strip():
        raise SayWhatYouWish
    with behind_walls(by):
        waits = client.wishes.filter(kind=kind, answered_at=None).first()
        row = waits or Wish(
            client=client, counsellor_id=client.counsellor_id, organ_id=client.organ_id, kind=kind,
            asked_at=at, due_on=answer_by(local_day(at)).on,
        )  # fmt: skip
        row.words_sealed = seal(client, words, "wish") or row.words_sealed
        row.save()
        keep(client, at)
    return row


@transaction.atomic
def answer_wish(wish_id: int, *, grants: bool, reasons: str, by: Actor, at: datetime) -> Wish:
    """Answer, with reasons; what is granted happens: a copy can be fetched, or all is erased.

    Raises:
        GiveReasons: nothing was said.
    """
    row, client = wish_in_hand(Wish.objects.filter(pk=wish_id, answered_at=None), by)
    if not reasons.strip():
        raise GiveReasons
    with behind_walls(by):
        row.answered_at, row.is_granted = at, grants
        row.answer_sealed = seal(client, reasons, "answer to a wish")
        row.save()
        keep(client, at)
        if grants and row.kind == Wish.Kind.ERASE:
            destroy(client, at)
    return row
