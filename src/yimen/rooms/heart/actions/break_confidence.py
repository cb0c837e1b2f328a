"""Break a confidence to protect a life: proposed by one, agreed to by another, and told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.in_hand import in_hand
from yimen.access.rls import behind_walls
from yimen.access.rooms import WALLS, require_room
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.people.queries import holds_post
from yimen.rooms.heart.clients import (
    DecidedAlready,
    OnlyWhenRed,
    SayWhatIsNeeded,
    TwoPeople,
    WordsChanged,
    own_client,
    words_of,
)
from yimen.rooms.heart.keys import seal
from yimen.rooms.heart.models import Client, Crisis

#: The three grounds on which a confidence may be broken (ethics code 3.2).
GROUNDS = ("danger", "abuse", "law")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """On which ground, the least that helps, to whom, and which colleague is to agree."""

    ground: str
    content: str
    recipient: str
    second: int


@transaction.atomic
def break_confidence(
    crisis_id: int,
    *,
    disclosure: Disclosure | None = None,
    agrees: bool = True,
    words: str = "",
    by: Actor,
    at: datetime,
) -> Crisis:
    """Propose a disclosure, or, as the colleague who was asked, agree to it or not.

    Nothing is sent by this: who proposed it speaks to the recipient, once two people have agreed.
    `words` is the mark of what the colleague read: nobody agrees to what was changed meanwhile.

    Raises:
        OnlyWhenRed: no life is in danger and no law demands it. SayWhatIsNeeded, TwoPeople.
        WordsChanged. DecidedAlready: two people have agreed to it.
    """
    require_room(by, "heart.work")
    client = _own_client(crisis_id, by) if disclosure else None
    row = in_hand(Crisis.objects.filter(closed_at=None), crisis_id, by)
    if disclosure and client:
        _propose(row, client, disclosure, by, at)
    elif row.proposed_by_id is None:
        raise NotFound
    elif row.proposed_by_id == by.id or row.second_id != by.id:
        raise TwoPeople
    elif row.agreed_at:
        raise DecidedAlready
    elif agrees and words != words_of(row):
        raise WordsChanged
    elif agrees:
        row.agreed_by_id, row.agreed_at = by.id, at
    else:
        row.second_id = None
    with behind_walls(by):
        row.save()
    return row


def _own_client(crisis_id: int, by: Actor) -> Client:
    """Return the client of one's own whom it concerns: every act holds the client first."""
    seen = Crisis.objects.filter(rows(by, WALLS["heart_crisis"]), pk=crisis_id)
    return own_client(seen.values_list("client", flat=True).first() or 0, by)


def _propose(row: Crisis, client: Client, told: Disclosure, by: Actor, at: datetime) -> None:
    if told.ground not in GROUNDS:
        raise NotFound
    if row.agreed_at:
        raise DecidedAlready
    if row.level != Crisis.Level.RED and told.ground == "danger":
        raise OnlyWhenRed
    if not told.content.strip() or not told.recipient.strip():
        raise SayWhatIsNeeded
    here = holds_post(told.second, "counsellor", client.organ_id, local_day(at))
    if told.second == by.id or not here:
        raise TwoPeople
    row.ground, row.second_id, row.proposed_by_id = told.ground, told.second, by.id
    row.content_sealed = seal(client, told.content, "disclosure")
    row.recipient_sealed = seal(client, told.recipient, "recipient")
