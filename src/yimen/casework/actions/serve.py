"""Serve an opinion on the petitioner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import demands_of, move_all
from yimen.casework.guards import require_opinion
from yimen.casework.papers import write_letter
from yimen.casework.proving import Proved
from yimen.casework.serving import deliver
from yimen.law.moves import Move
from yimen.registry.entries import ExecutionUrged, Served
from yimen.registry.models import Demand, Opinion
from yimen.registry.queries import open_opinion
from yimen.registry.record import record


@transaction.atomic
def serve(
    opinion_id: int,
    *,
    method: str,
    recipient: str = "",
    proof: str = "",
    proved: Proved | None = None,
    by: Actor,
    at: datetime,
) -> Opinion:
    """Serve it: the handling clock stops; the windows to ask for a review and to rate open.

    `at` is when the paper reached the petitioner, never before it was issued and never ahead;
    the record keeps beside it when that was written down. `proved` is what this way of serving
    asks for as proof. Supported demands must now be carried out.

    Raises:
        ServedBeforeIssued, NotReadByThem, NotPrintedYet: it cannot be so.
        Refused: it is not proved; see `proving`.
    """
    opinion = open_opinion(by, "opinion.serve", opinion_id)
    require_opinion(opinion, by, Opinion.Stage.ISSUED)
    demands = demands_of(opinion)
    turned = move_all(demands, Move.SERVE, at=at)
    opinion.stage = Opinion.Stage.SERVED
    service = deliver(
        opinion, method=method, recipient=recipient, proof=proof, proved=proved, by=by, at=at
    )
    said = Served(opinion=opinion.pk, service=service.pk, method=method)
    record(opinion.petition, said, by=by, at=at, turned=turned)
    _urge_execution(opinion, demands, by, at)
    return opinion


def _urge_execution(opinion: Opinion, demands: list[Demand], by: Actor, at: datetime) -> None:
    """Start the clock of execution on every demand that the opinion supports (art. 32)."""
    supported = {f.demand_id for f in opinion.findings.all() if f.result == "supported"}
    owed = [demand for demand in demands if demand.pk in supported]
    if owed:
        turned = move_all(owed, Move.URGE_EXECUTION, at=at, report_by=opinion.duty_by)
        said = ExecutionUrged(
            opinion=opinion.pk,
            report_by=opinion.duty_by.isoformat() if opinion.duty_by else "",
        )
        record(opinion.petition, said, by=by, at=at, turned=turned)
        write_letter("execution_notice", opinion.petition_id, subject=opinion.pk, at=at)
