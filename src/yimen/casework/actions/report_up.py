"""Report a demand up: the Party committee or government decides who takes it up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_owner
from yimen.casework.ruling import ABOVE, NotAbove, put_up
from yimen.casework.sending import chain_day, competent
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import ReportedUp
from yimen.registry.models import Demand, Ruling
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def report_up(demand_id: int, *, to: int, reason: str, by: Actor, at: datetime) -> Demand:
    """Report it up with a proposal: the bureau's time is met, the decision has a day of its own.

    Raises:
        NotAbove: it is no Party committee and no government.
    """
    demand = open_demand(by, "demand.dispatch", demand_id)
    require_owner(demand, by)
    chain = chain_day(demand)
    turned = ask(demand, Move.REPORT_UP, at=at, chain=chain)
    organ = competent(demand, to, at)
    if organ.kind not in ABOVE:
        raise NotAbove(organ=organ)
    ruling = put_up(
        Ruling(
            petition=demand.petition,
            demand=demand,
            cause=Ruling.Cause.REPORT,
            from_organ=demand.owner,
            organ=organ,
            body=Ruling.Body.GOVERNMENT,
            reason=reason,
        ),
        by=by,
        at=at,
    )
    enter(demand, turned, at=at)
    said = ReportedUp(
        to_organ=organ.pk, ruling=ruling.pk, chain_on=chain.isoformat() if chain else None
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
