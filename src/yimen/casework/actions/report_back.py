"""Report the outcome of an assigned demand to whoever assigned it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import NotAssigned, require_reason
from yimen.casework.papers import write_letter
from yimen.casework.reviewing import require_carrier
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import ReportedBack
from yimen.registry.models import Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def report_back(demand_id: int, *, report: str, by: Actor, at: datetime) -> Demand:
    """Report it: process, result, service; the clock of the assignment stops."""
    demand = open_demand(by, "demand.report_back", demand_id)
    require_carrier(demand, by)
    turned = ask(demand, Move.REPORT_BACK, at=at)
    assigned = demand.dispatches.filter(kind="assign", reported_at=None)
    dispatch = assigned.exclude(outcome="returned").last()
    if dispatch is None:
        raise NotAssigned
    dispatch.report, dispatch.reported_at = require_reason(report), at
    dispatch.save()
    enter(demand, turned, at=at)
    said = ReportedBack(dispatch=dispatch.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("closing_report", demand.petition_id, subject=dispatch.pk, at=at)
    return demand
