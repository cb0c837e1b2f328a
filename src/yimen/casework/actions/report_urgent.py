"""Report a grave or urgent event."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.papers import write_letter
from yimen.casework.urgent import Urgent
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import UrgentReported
from yimen.registry.models import Demand, UrgentReport
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def report_urgent(demand_id: int, *, report: Urgent, by: Actor, at: datetime) -> Demand:
    """Report it to those who can act: the matter itself goes on as it did.

    Raises:
        ReportIncomplete, KnownLater: nobody could act on such a report.
    """
    demand = open_demand(by, "demand.flag_urgent", demand_id)
    turned = ask(demand, Move.REPORT_URGENT, at=at)
    report.require_whole(at)
    row = UrgentReport.objects.create(
        petition=demand.petition,
        demand=demand,
        organ_id=by.organ or demand.owner_id,
        at=at,
        by_id=by.id or None,
        **asdict(report),
    )
    enter(demand, turned, at=at)
    said = UrgentReported(report=row.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("urgent_report", demand.petition_id, subject=row.pk, at=at)
    return demand
