"""Serve a recheck opinion on the petitioner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import move_all
from yimen.casework.proving import Proved
from yimen.casework.reviewed import deliver, send, urged
from yimen.law.moves import Move
from yimen.registry.entries_review import RecheckServed, RedoOrdered
from yimen.registry.models import Demand, Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def serve_recheck(
    demand_id: int,
    *,
    method: str,
    recipient: str = "",
    proved: Proved | None = None,
    by: Actor,
    at: datetime,
) -> Demand:
    """Serve it: it is final; the same facts and reasons are not accepted again (art. 36).

    What is to be handled anew goes back to the organ that answered, to other hands there.

    Raises:
        ServedBeforeIssued, NotReadByThem, NotPrintedYet: it cannot be so.
        Refused: it is not proved; see `proving`.
    """
    demand = open_demand(by, "review.serve", demand_id)
    done = deliver(
        demand,
        Review.Level.RECHECK,
        method=method,
        recipient=recipient,
        proved=proved,
        by=by,
        at=at,
    )
    review, service, author = done.review.pk, done.service.pk, done.review.author_id
    if done.settled:
        turned = move_all(done.settled, Move.SERVE_RECHECK, at=at)
        said = RecheckServed(review=review, service=service, to_organ=author, method=method)
        record(demand.petition, said, by=by, at=at, turned=turned)
    if done.redone:
        turned = move_all(done.redone, Move.ORDER_REDO, at=at)
        redo = RedoOrdered(review=review, service=service, to_organ=author, method=method)
        record(demand.petition, redo, by=by, at=at, turned=turned)
    owed = urged(done, at=at)
    if owed is not None:
        record(demand.petition, owed.said, by=by, at=at, turned=owed.turned)
        send("review_execution_notice", done.review, at)
    return demand
