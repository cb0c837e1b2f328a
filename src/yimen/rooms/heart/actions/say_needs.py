"""Set the three words of a petition; only its petitioner does so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound
from yimen.registry.queries import open_petition
from yimen.rooms.heart.models import Need


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """How to treat whoever filed a petition; three words and not one more."""

    needs_pause: bool = False
    needs_companion_or_interpreter: bool = False
    do_not_contact_by_phone: bool = False


@transaction.atomic
def say_needs(petition_id: int, *, needs: Needs, by: Actor, at: datetime) -> Need:
    """Keep what the petitioner says, as often as she likes.

    Anybody who has a petition can say so; it tells nothing about any talk.
    """
    if by.role is not Role.PETITIONER:
        raise NotFound
    petition = open_petition(by, "petition.read", petition_id)
    row, _made = Need.objects.update_or_create(
        petition=petition, defaults={**asdict(needs), "at": at}
    )
    return row
