"""Let an issue sheet go out, as the second of two people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.accusing import NotProposed, accusation_of, require_outside
from yimen.casework.guards import require_other
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_lanes import Released
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def release(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Release it: the organ gets the issue sheet, the petitioner is told where it went.

    Raises:
        NotProposed: there is no sheet.
        SamePerson: whoever wrote the sheet cannot also release it.
        GoesToTheAccused, NotForThisOrgan: it became known since that it cannot go there.
    """
    demand = open_demand(by, "accusation.release", demand_id)
    petition = demand.petition
    turned = ask(demand, Move.RELEASE, at=at)
    accusation = accusation_of(demand)
    if accusation.proposed_at is None or accusation.to_organ_id is None or accusation.released_at:
        raise NotProposed
    require_other(by, accusation.proposed_by_id)
    organ = require_outside(petition, accusation.to_organ_id, at)
    accusation.released_at, accusation.released_by_id = at, by.id or None
    accusation.seal_number = f"密〔{local_day(at).year}〕{accusation.pk}号"
    accusation.save()
    demand.owner, demand.handler = organ, None
    if organ.pk not in petition.organs:
        petition.organs.append(organ.pk)
    enter(demand, turned, at=at)
    said = Released(to_organ=organ.pk, accusation=accusation.pk)
    record(petition, said, by=by, at=at, turned={demand.position: turned})
    for kind in ("accusation_sheet", "accusation_notice"):
        write_letter(kind, petition.pk, subject=accusation.pk, at=at)
    return demand
