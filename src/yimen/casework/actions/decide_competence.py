"""Decide whose a demand is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_reason
from yimen.casework.objecting import take_back
from yimen.casework.papers import write_letter
from yimen.casework.ruling import note_precedent, open_ruling
from yimen.casework.sending import competent, send, tell
from yimen.law.moves import Move
from yimen.people.models import Organ
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import CompetenceDecided
from yimen.registry.models import Demand, Dispatch, Ruling
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def decide_competence(
    demand_id: int,
    *,
    to: int,
    reason: str,
    rule: str = "",
    document: str = "",
    by: Actor,
    at: datetime,
) -> Demand:
    """Decide it: the organ named takes it up and objects no more; a rule goes into the book.

    Where it is the organ that had it, its time runs on; another has the whole of its own.

    Raises:
        DecisionMissing, MinutesMissing: it was decided on paper, and the paper is not named.
    """
    demand = open_demand(by, "demand.decide_competence", demand_id)
    ruling = open_ruling(demand, document, by)
    before = ruling.dispatch
    moved = before is None or before.to_organ_id != to
    sent_as = demand.sent_as or Dispatch.Kind.FORWARD.value
    turned = ask(demand, Move.DECIDE_COMPETENCE, at=at, moved=moved, dispatch=sent_as)
    organ = competent(demand, to, at)
    ruling.competent, ruling.decision = organ, require_reason(reason)
    ruling.document, ruling.decided_at = document.strip(), at
    ruling.decided_by_id = by.id or None
    ruling.save()
    dispatch = _sent(demand, organ, ruling, sent_as, by=by, at=at) if moved else before
    demand.owner, demand.handler, demand.sent_as = organ, None, sent_as
    enter(demand, turned, at=at)
    note_precedent(ruling, rule, at)
    said = CompetenceDecided(
        to_organ=organ.pk,
        ruling=ruling.pk,
        dispatch=dispatch.pk if dispatch else 0,
        moved=moved,
        from_organ=before.to_organ_id if before and moved else None,
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    _tell_organ(ruling, at)
    if moved and dispatch:
        tell(dispatch, "", at)
    return demand


def _sent(
    demand: Demand, organ: Organ, ruling: Ruling, sent_as: str, *, by: Actor, at: datetime
) -> Dispatch:
    before = ruling.dispatch
    if before:
        take_back(demand.petition, before)
    return send(
        demand,
        organ,
        Dispatch.Kind(sent_as),
        note="",
        by=by,
        at=at,
        report_by=before.report_by if before else None,
    )


def _tell_organ(ruling: Ruling, at: datetime) -> None:
    write_letter("designation_notice", ruling.petition_id, subject=ruling.pk, at=at)
