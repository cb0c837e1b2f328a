"""Convert a simple matter to the ordinary procedure."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.base.time import local_day
from yimen.casework.guards import require_choice, require_handler, require_reason
from yimen.casework.papers import write_letter
from yimen.casework.simple import NotAnsweredSimply
from yimen.law.moves import Move, State
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import Converted
from yimen.registry.models import Demand, Opinion, Simple
from yimen.registry.queries import open_demand
from yimen.registry.record import record

#: Whoever receives the petitioner enters her wish; she needs no reason.
WISHES = frozenset({Role.PETITIONER, Role.RECEPTIONIST, Role.SCREENER})


@transaction.atomic
def convert_to_ordinary(
    demand_id: int, *, because: str, reason: str = "", by: Actor, at: datetime
) -> Demand:
    """Convert it: the sixty days count from the simplified acceptance, and the petitioner is told.

    After a short reply the petitioner alone can wish it, as long as a review can be asked for.

    Raises:
        NotAnsweredSimply: what was answered was answered in the ordinary procedure.
    """
    demand = open_demand(by, "demand.convert", demand_id)
    wished = by.role in WISHES or because == Simple.Because.ASKED
    because = Simple.Because.ASKED.value if wished else because
    since = demand.accepted_on or local_day(at)
    turned = ask(demand, Move.CONVERT_TO_ORDINARY, at=at, since=since)
    simple = Simple.objects.filter(demand=demand, dropped_at=None).first()
    if simple is None or (demand.state != State.SIMPLE and not (wished and simple.answered_at)):
        raise NotAnsweredSimply
    if by.role not in WISHES:
        require_handler(demand, by)
    simple.because = require_choice(because, Simple.Because.values)
    simple.reason = reason.strip() if wished or by.role is Role.SYSTEM else require_reason(reason)
    simple.dropped_at = at
    simple.save()
    if simple.opinion and simple.opinion.stage == Opinion.Stage.ISSUED:
        simple.opinion.stage = Opinion.Stage.DROPPED
        simple.opinion.save(update_fields=["stage"])
    enter(demand, turned, at=at)
    said = Converted(since_on=since.isoformat(), because=because)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("ordinary_notice", demand.petition_id, subject=simple.pk, at=at)
    return demand
