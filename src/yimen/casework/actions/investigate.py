"""Record an investigation: somebody questioned, or a place inspected."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework import hearing as rules
from yimen.casework.guards import require_choice, require_other, require_reason
from yimen.casework.hearing import Looked
from yimen.casework.papers import keep_paper, write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import Investigated
from yimen.registry.models import Demand, Investigation
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def investigate(demand_id: int, *, looked: Looked, by: Actor, at: datetime) -> Demand:
    """Record it: when, where, with whom, question by question, signed by whom; and print it.

    Raises:
        NobodyQuestioned, NotSaidHowSigned, EndsBeforeItBegan: the record has a gap.
        HearsIt: whoever leads the hearing does not look into the facts.
    """
    demand = open_demand(by, "demand.handle", demand_id)
    rules.require_investigator(demand, by, local_day(at))
    turned = ask(demand, Move.INVESTIGATE, at=at)
    kind = require_choice(looked.kind, Investigation.Kind.values)
    _require_whole(demand, looked, by=by, at=at)
    paper = None
    if looked.paper:
        paper = keep_paper(demand.petition, looked.paper, theirs=False, by=by, at=at)
    found = Investigation.objects.create(
        petition=demand.petition,
        demand=demand,
        organ_id=demand.owner_id,
        kind=kind,
        began_at=looked.began_at,
        ended_at=looked.ended_at,
        place=looked.place.strip(),
        persons=looked.persons.strip(),
        second_id=looked.second or None,
        words=require_reason(looked.words),
        signed=looked.signed.strip(),
        paper=paper,
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = Investigated(inquiry=kind, investigation=found.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("investigation_record", demand.petition_id, subject=found.pk, at=at)
    return demand


def _require_whole(demand: Demand, looked: Looked, *, by: Actor, at: datetime) -> None:
    if not looked.began_at <= looked.ended_at <= at:
        raise rules.EndsBeforeItBegan
    if not looked.persons.strip() and looked.kind == Investigation.Kind.TALK:
        raise rules.NobodyQuestioned
    if not looked.signed.strip():
        raise rules.NotSaidHowSigned
    if looked.second:
        require_other(by, looked.second)
        _require_second(demand, looked.second, at)


def _require_second(demand: Demand, second: int, at: datetime) -> None:
    if second not in rules.hearers(demand.owner_id, local_day(at)):
        raise rules.NotOfThisOrgan(organ=demand.owner)
    rules.require_may_handle(demand, second, local_day(at))
