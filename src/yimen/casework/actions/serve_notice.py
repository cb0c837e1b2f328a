"""Serve a notice of non-acceptance on the petitioner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.proving import Proved
from yimen.casework.serving import deliver
from yimen.casework.unserved import unserved_notice
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_proof import NoticeServed
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def serve_notice(
    demand_id: int,
    *,
    method: str,
    recipient: str = "",
    proved: Proved | None = None,
    by: Actor,
    at: datetime,
) -> Demand:
    """Serve it: from that day the petitioner may ask the organ above to look at it (art. 35).

    Raises:
        ServedBeforeIssued, NotReadByThem, NotPrintedYet: it cannot be so.
        WrongStage: it was served before.
        Refused: it is not proved; see `proving`.
    """
    demand = open_demand(by, "notice.serve", demand_id)
    turned = ask(demand, Move.SERVE_NOTICE, at=at)
    notice = unserved_notice(demand, by)
    service = deliver(notice, method=method, recipient=recipient, proved=proved, by=by, at=at)
    enter(demand, turned, at=at)
    said = NoticeServed(decline=notice.pk, service=service.pk, method=method)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
