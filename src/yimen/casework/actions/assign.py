"""Assign a demand to the competent organ, with a day for its closing report."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_later, require_owner
from yimen.casework.sending import send, tell, within_reach
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Assigned
from yimen.registry.models import Demand, Dispatch
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def assign(
    demand_id: int, *, to: int, report_by: date, note: str = "", by: Actor, at: datetime
) -> Demand:
    """Assign it: as forwarding, and the organ owes a closing report by a day."""
    demand = open_demand(by, "demand.dispatch", demand_id)
    require_later(report_by, at)
    require_owner(demand, by)
    turned = ask(demand, Move.ASSIGN, at=at, dispatch="assign", report_by=report_by)
    organ = within_reach(demand, to, by, at)
    dispatch = send(
        demand, organ, Dispatch.Kind.ASSIGN, note=note, by=by, at=at, report_by=report_by
    )
    enter(demand, turned, at=at)
    said = Assigned(to_organ=organ.pk, dispatch=dispatch.pk, report_by=report_by.isoformat())
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    tell(dispatch, "assignment_letter", at)
    return demand
