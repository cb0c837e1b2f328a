"""Conclude a hearing: what its members think, and what follows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.casework import hearing as rules
from yimen.casework.guards import require_choice, require_owner, require_reason
from yimen.casework.hearing import Outcome
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import HearingConcluded
from yimen.registry.models import Demand, Hearing
from yimen.registry.queries import open_demand
from yimen.registry.record import record

#: The members' opinions stay in the file; the report goes to the petitioner.
PAPERS = ("hearing_vote", "hearing_report")


@transaction.atomic
def conclude_hearing(demand_id: int, *, outcome: Outcome, by: Actor, at: datetime) -> Demand:
    """Conclude it: each member votes with a reason, and the chair says what came of it.

    Raises:
        OnlyTheChair: somebody else would conclude it; where the chair is gone, a head may.
        VoteMissing: a member has not said what they think.
    """
    demand = open_demand(by, "demand.hear", demand_id)
    require_owner(demand, by)
    hearing = rules.granted_hearing(demand)
    if hearing.closed_at is None:
        raise rules.HearingNotClosed
    _require_chair(demand, hearing, by)
    turned = ask(demand, Move.CONCLUDE_HEARING, at=at)
    _vote(hearing, outcome)
    hearing.facts, hearing.reasons = require_reason(outcome.facts), require_reason(outcome.reasons)
    hearing.conclusion = require_choice(outcome.conclusion, Hearing.Conclusion.values)
    hearing.concluded_at = at
    hearing.save()
    enter(demand, turned, at=at)
    said = HearingConcluded(conclusion=hearing.conclusion, hearing=hearing.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    for kind in PAPERS:
        write_letter(kind, demand.petition_id, subject=hearing.pk, at=at)
    return demand


def _require_chair(demand: Demand, hearing: Hearing, by: Actor) -> None:
    is_head = by.role is Role.HEAD and by.id not in rules.had_a_hand(demand)
    if by.id != hearing.chair_id and not is_head:
        raise rules.OnlyTheChair


def _vote(hearing: Hearing, outcome: Outcome) -> None:
    for member in rules.seated(hearing):
        vote, reason = outcome.votes.get(member.pk, ("", ""))
        if not vote or not reason.strip():
            raise rules.VoteMissing(name=member.name)
        member.vote = require_choice(vote, Hearing.Conclusion.values)
        member.reason = reason.strip()
        member.save()
