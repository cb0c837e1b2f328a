"""Say in a petition's record that an advice of the bureau rests on it, or is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.accusing import SealedStays
from yimen.registry.entries_supervision import AdviceCited, AdviceClosed
from yimen.registry.models import Petition
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def cite_advice(
    petition_id: int, *, advice: int, is_over: bool = False, by: Actor, at: datetime
) -> Petition:
    """Add the line; no limit begins or ends with it, and the petition moves nowhere.

    Raises:
        SealedStays: what lies under seal is cited by nobody. NotFound: it is not theirs.
    """
    petition = open_petition(by, "petition.cite", petition_id)
    if petition.is_sealed:
        raise SealedStays
    said = AdviceClosed(advice=advice) if is_over else AdviceCited(advice=advice)
    record(petition, said, by=by, at=at)
    return petition
