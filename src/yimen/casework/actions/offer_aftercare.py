"""Offer help to somebody whose matter is closed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.casework.caring import caring_organs, require_closed
from yimen.casework.guards import require_reason
from yimen.casework.papers import write_letter
from yimen.registry.entries_people import AftercareOffered
from yimen.registry.models import Aftercare, Petition
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def offer_aftercare(
    petition_id: int, *, organ: int, words: str, by: Actor, at: datetime
) -> Petition:
    """Offer it: what help, and by whom; the person alone says whether they want it.

    Nothing depends on the answer, and no answer is one too.

    Raises:
        StillOpen, OfferedAlready: there is no offer to make now.
    """
    petition = open_petition(by, "petition.offer_aftercare", petition_id)
    require_closed(petition)
    if organ not in {one.pk for one in caring_organs(local_day(at))}:
        raise NotFound
    offer = Aftercare.objects.create(
        petition=petition,
        organ_id=organ,
        words=require_reason(words),
        at=at,
        by_id=by.id or None,
    )
    record(petition, AftercareOffered(care_organ=organ, aftercare=offer.pk), by=by, at=at)
    write_letter("aftercare_offer", petition.pk, subject=offer.pk, at=at)
    return petition
