"""Ask another organ to assist."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.casework.guards import require_handler, require_later, require_living, require_reason
from yimen.casework.helping import AskedAlready, LeadsItself
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.people.models import Organ
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import AssistanceAsked
from yimen.registry.models import Assistance, Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def ask_assistance(
    demand_id: int, *, organ: int, question: str, answer_by: date, by: Actor, at: datetime
) -> Demand:
    """Ask it: it reads the file and gives its part by a day; the one answer is the lead's.

    Raises:
        LeadsItself, AskedAlready: that organ cannot be asked.
    """
    demand = open_demand(by, "demand.handle", demand_id)
    require_handler(demand, by)
    turned = ask(demand, Move.ASK_ASSISTANCE, at=at)
    helper = _helper(demand, organ, at)
    row = Assistance.objects.create(
        petition=demand.petition,
        demand=demand,
        from_organ=demand.owner,
        organ=helper,
        question=require_reason(question),
        answer_by=require_later(answer_by, at),
        at=at,
        by_id=by.id or None,
    )
    if helper.pk not in demand.petition.organs:
        demand.petition.organs.append(helper.pk)
    enter(demand, turned, at=at)
    said = AssistanceAsked(to_organ=helper.pk, assistance=row.pk, answer_by=answer_by.isoformat())
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("assistance_letter", demand.petition_id, subject=row.pk, at=at)
    return demand


def _helper(demand: Demand, organ: int, at: datetime) -> Organ:
    helper = Organ.objects.select_related("successor").filter(pk=organ).first()
    if helper is None:
        raise NotFound
    if helper.pk == demand.owner_id:
        raise LeadsItself(organ=helper)
    waits = demand.assistances.filter(organ=helper, answered_at=None).first()
    if waits:
        raise AskedAlready(organ=helper, due=waits.answer_by)
    return require_living(helper, local_day(at))
