"""What agreeing to an objection and not agreeing to it have in common: who decides, and how."""

from __future__ import annotations

from datetime import datetime

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.guards import require_other, require_reason
from yimen.casework.papers import write_letter
from yimen.registry.models import Demand, Dispatch, Objection, Petition


def waiting_objection(demand: Demand, by: Actor) -> Objection:
    """Return the objection to decide on; whoever made it may not, in whatever post."""
    found = demand.objections.filter(decision="waiting")
    objection = found.select_related("dispatch__to_organ").last()
    if objection is None:
        raise NotFound
    require_other(by, objection.by_id)
    return objection


def decide(
    objection: Objection, decision: Objection.Decision, answer: str, *, by: Actor, at: datetime
) -> Dispatch:
    """Write down what was decided and why, and have the organ told; return the dispatch."""
    objection.decision, objection.answer = decision, require_reason(answer)
    objection.decided_at, objection.decided_by_id = at, by.id or None
    objection.save()
    write_letter("objection_reply", objection.petition_id, subject=objection.pk, at=at)
    return objection.dispatch


def take_back(petition: Petition, dispatch: Dispatch) -> None:
    """End the dispatch: the organ hands the papers back, and reads the file no longer.

    It goes on reading where it received the petition itself, or was sent another demand of it.
    """
    dispatch.outcome = Dispatch.Outcome.RETURNED
    dispatch.save(update_fields=["outcome"])
    organ = dispatch.to_organ_id
    others = petition.dispatches.filter(to_organ=organ).exclude(outcome=Dispatch.Outcome.RETURNED)
    asked = petition.assistances.filter(organ=organ)
    rules = petition.rulings.filter(organ=organ)
    if organ != petition.receiver_id and not any(f.exists() for f in (others, asked, rules)):
        petition.organs = [one for one in petition.organs if one != organ]
