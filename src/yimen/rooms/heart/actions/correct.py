"""Carry out a correction that was granted: what was changed, taken out or added, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.rooms.heart.clients import NothingCorrected, keep, wish_in_hand
from yimen.rooms.heart.keys import seal, seal_all
from yimen.rooms.heart.models import Wish

#: What is kept of a client beside what was said: each is replaced, or taken out.
PARTS = {
    "called": gettext_lazy("What one is called"),
    "contact": gettext_lazy("Telephone"),
    "trusted": gettext_lazy("Somebody for an emergency"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """How it reads from now on; what is taken out; and in words, what was changed in the notes."""

    called: str = ""
    contact: str = ""
    trusted: str = ""
    removed: tuple[str, ...] = ()
    noted: str = ""


@transaction.atomic
def correct(wish_id: int, *, correction: Correction, by: Actor, at: datetime) -> Wish:
    """Do it, and write down that it was done; the client reads with the code what was.

    What is kept beside the talks is replaced. A note keeps its words, for it says what was said
    and seen on its day; its correction stands beside it with its own day (PIPL art. 46).

    Raises:
        NothingCorrected: nothing was entered. NotFound: it was not granted, or is done.
    """
    row, client = wish_in_hand(Wish.objects.filter(Wish.TO_DO, pk=wish_id), by)
    new = {part: getattr(correction, part).strip() for part in PARTS}
    changed = [part for part in PARTS if new[part] or part in correction.removed]
    if not changed and not correction.noted.strip():
        raise NothingCorrected
    with behind_walls(by):
        for part in changed:
            setattr(client, f"{part}_sealed", seal(client, new[part], part))
        client.save()
        told = {"parts": changed, "noted": correction.noted.strip()}
        row.done_at, row.done_by_id = at, by.id
        row.done_sealed = seal_all(client, told, "correction")
        row.save()
        keep(client, at)
    return row
