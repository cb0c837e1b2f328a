"""Serve an opinion on the petitioner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.base.later import later
from yimen.base.time import local_day, now
from yimen.casework.answering import demands_of, move_all
from yimen.casework.guards import (
    NotPrintedYet,
    NotReadByThem,
    ProofMissing,
    ServedBeforeIssued,
    require_choice,
    require_opinion,
)
from yimen.law.moves import Move
from yimen.registry.entries import ExecutionUrged, Served
from yimen.registry.models import Demand, Opinion, Service
from yimen.registry.queries import open_opinion
from yimen.registry.record import record


@transaction.atomic
def serve(
    opinion_id: int, *, method: str, recipient: str = "", proof: str = "", by: Actor, at: datetime
) -> Opinion:
    """Serve it: the handling clock stops; the windows to ask for a review and to rate open.

    `at` is when the paper reached the petitioner, never before it was issued and never ahead;
    the record keeps beside it when that was written down. Supported demands must now be
    carried out.

    Raises:
        ServedBeforeIssued, NotReadByThem, ProofMissing, NotPrintedYet: it cannot be proved.
    """
    opinion = open_opinion(by, "opinion.serve", opinion_id)
    require_opinion(opinion, by, Opinion.Stage.ISSUED)
    require_choice(method, Service.Method.values)
    _require_proof(opinion, method, proof, by, at)
    demands = demands_of(opinion)
    turned = move_all(demands, Move.SERVE, at=at)
    service = Service.objects.create(
        petition=opinion.petition,
        opinion=opinion,
        method=method,
        recipient=recipient.strip(),
        proof=proof.strip(),
        at=at,
        by_id=by.id or None,
    )
    opinion.stage, opinion.served_at = Opinion.Stage.SERVED, at
    opinion.save()
    said = Served(opinion=opinion.pk, service=service.pk, method=method)
    record(opinion.petition, said, by=by, at=at, turned=turned)
    later(
        "documents.issue",
        lock=f"petition-{opinion.petition_id}",
        kind="service_receipt",
        petition=opinion.petition_id,
        subject=service.pk,
        at=at.isoformat(),
    )
    _urge_execution(opinion, demands, by, at)
    return opinion


def _require_proof(opinion: Opinion, method: str, proof: str, by: Actor, at: datetime) -> None:
    issued = opinion.issued_at
    if issued is None or not (local_day(issued) <= local_day(at) and at <= now()):
        first = local_day(issued).isoformat() if issued else "—"
        raise ServedBeforeIssued(first=first, last=local_day(now()).isoformat())
    if by.role is Role.SYSTEM:
        return
    if (method == Service.Method.PLATFORM) is not (by.role is Role.PETITIONER):
        raise NotReadByThem
    if by.role is not Role.PETITIONER and not proof.strip():
        raise ProofMissing
    if not opinion.letters.exists():
        raise NotPrintedYet


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
