"""Mark that a petitioner's name or address cannot be made out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import require_reason
from yimen.casework.unclear import BothOnFile, MarkedAlready, reachable, require_owed, standing
from yimen.registry.entries_people import FlaggedUnclear
from yimen.registry.models import Petition, UnclearSender
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def flag_unclear(
    petition_id: int, *, words: str, unusable: bool = False, by: Actor, at: datetime
) -> Petition:
    """Mark it: the organ that owes the notice says what cannot be made out, by its last day.

    Article 23 paragraph 2 excepts her from being told by the fifteenth day. The clock runs on, on
    every desk; only the night does not call it missed while the mark stands. A phone number or a
    query code on file does not rule it out: the law asks for name and address alone. Where both
    are on file, `unusable` says that they cannot be used, and the words say why.

    Raises:
        NoticeNotOwed, NoticeIsLate: there is nothing that this could except.
        MarkedAlready, BothOnFile: it is marked, or can be made out.
    """
    petition = open_petition(by, "petition.unclear", petition_id)
    require_owed(petition, by, local_day(at))
    if standing(petition):
        raise MarkedAlready
    if reachable(petition) and not unusable:
        raise BothOnFile
    mark = UnclearSender.objects.create(
        petition=petition, words=require_reason(words), at=at, by_id=by.id or None
    )
    record(petition, FlaggedUnclear(unclear=mark.pk), by=by, at=at)
    return petition
