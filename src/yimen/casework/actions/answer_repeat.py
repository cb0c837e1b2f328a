"""Answer a demand with the earlier matter that it repeats."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.casework.guards import SameFile, require_owner, require_reason
from yimen.casework.papers import write_letter
from yimen.casework.repeats import due_of, ground_of
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Linked
from yimen.registry.entries_people import RepeatAnswered
from yimen.registry.models import Demand, Link, Petition, Repeat
from yimen.registry.queries import open_demand, seen_by
from yimen.registry.record import record


@transaction.atomic
def answer_repeat(
    demand_id: int, *, other_demand: int, reason: str, by: Actor, at: datetime
) -> Demand:
    """Answer it: where the same runs, how far it is, until when, and what new facts would change.

    A person has compared the two; `reason` says why it is the same person and the same matter, and
    the petitioner reads it. Nothing is dropped: the link stays, and so does the way back.

    Raises:
        NotRunning, RunsHere, RunsLate, AccusationIsNoRepeat: it must be handled by itself.
    """
    demand = open_demand(by, "demand.answer_repeat", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.ANSWER_REPEAT, at=at)
    other = _other(demand, other_demand, by)
    repeat = Repeat.objects.create(
        petition=demand.petition,
        demand=demand,
        other=other.petition,
        other_demand=other,
        ground=ground_of(demand, other, local_day(at)),
        other_state=other.state,
        other_organ=other.owner,
        other_due_on=due_of(other),
        reason=require_reason(reason),
        at=at,
        by_id=by.id or None,
    )
    _link(demand.petition, other.petition, by, at)
    enter(demand, turned, at=at)
    said = RepeatAnswered(
        other_petition=other.petition_id, repeat_ground=repeat.ground, repeat=repeat.pk
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("repeat_notice", demand.petition_id, subject=repeat.pk, at=at)
    return demand


def _other(demand: Demand, wanted: int, by: Actor) -> Demand:
    """Return the earlier demand, from a file that whoever decides may read."""
    found = Demand.objects.filter(pk=wanted).select_related("owner", "petition").first()
    if found is None or not seen_by(by).filter(pk=found.petition_id).exists():
        raise NotFound
    if found.petition_id == demand.petition_id:
        raise SameFile
    return found


def _link(petition: Petition, other: Petition, by: Actor, at: datetime) -> None:
    """Link the two as same person, same matter, unless they are."""
    if Link.objects.filter(petition=petition, other=other).exists():
        return
    kind = Link.Kind.REPEAT
    Link.objects.create(petition=petition, other=other, kind=kind, at=at, by_id=by.id or None)
    petition.is_first_time = False
    record(petition, Linked(link=kind, other_petition=other.pk), by=by, at=at)
