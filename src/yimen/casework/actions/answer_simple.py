"""Answer a demand in the simplified procedure."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.guards import require_choice, require_handler
from yimen.casework.papers import write_letter
from yimen.casework.simple import Reply, require_reply
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import SimpleAnswered
from yimen.registry.models import Demand, Finding, Opinion, Simple
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def answer_simple(demand_id: int, *, reply: Reply, by: Actor, at: datetime) -> Demand:
    """Answer it: told at once, and written down; what runs from the written reply, runs from that.

    Raises:
        RefusalNeedsOrdinary, ShortReplyIncomplete: it is no answer for a simple matter.
    """
    demand = open_demand(by, "demand.handle", demand_id)
    require_handler(demand, by)
    turned = ask(demand, Move.ANSWER_SIMPLE, at=at)
    require_reply(reply)
    simple = Simple.objects.filter(demand=demand, dropped_at=None).first()
    if simple is None:
        raise NotFound
    opinion = _write(demand, reply, by, at)
    simple.answer_by = require_choice(reply.told_by, Simple.Told.values)
    simple.proof, simple.opinion, simple.answered_at = reply.proof.strip(), opinion, at
    simple.answered_by_id = by.id or None
    simple.save()
    enter(demand, turned, at=at)
    said = SimpleAnswered(told_by=simple.answer_by, opinion=opinion.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("simple_reply", demand.petition_id, subject=opinion.pk, at=at)
    return demand


def _write(demand: Demand, reply: Reply, by: Actor, at: datetime) -> Opinion:
    """Keep the reply as the answer that it is: review, rating and report read it there."""
    opinion = Opinion.objects.create(
        petition=demand.petition,
        organ=demand.owner,
        stage=Opinion.Stage.ISSUED,
        drafted_by_id=by.id or None,
        drafted_at=at,
        issued_at=at,
    )
    Finding.objects.create(
        petition=demand.petition,
        opinion=opinion,
        demand=demand,
        request=demand.request,
        facts=reply.facts.strip(),
        reasons=reply.answer.strip(),
        result=reply.result,
        basis=reply.basis.strip(),
    )
    return opinion
