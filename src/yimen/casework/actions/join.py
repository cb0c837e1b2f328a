"""Join a petition to another one on the same matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_reason
from yimen.casework.joining import in_order, require_joinable
from yimen.casework.papers import write_letter
from yimen.registry.entries_people import Joined, JoinedBy
from yimen.registry.models import Joining, Petition
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def join(
    petition_id: int,
    *,
    leader: int,
    positions: Iterable[int],
    leader_position: int = 1,
    reason: str,
    by: Actor,
    at: datetime,
) -> Petition:
    """Join it: handled together from now on, each with its own limits, code and answer.

    `positions` are its demands that are the same matter as the leading petition's demand; others
    go their own way. The petitioner is told, without a word on who else asks.

    Raises:
        JoinedAlready, LeadsOthers, LeaderIsJoined, TooLateToJoin, NotTogether, WhichDemands.
    """
    wanted = sorted(set(positions))
    opened = {pk: open_petition(by, "petition.join", pk) for pk in in_order(petition_id, leader)}
    petition, leading = opened[petition_id], opened[leader]
    require_joinable(petition, leading, set(wanted), leader_position, by)
    joining = Joining.objects.create(
        petition=petition,
        leader=leading,
        positions=wanted,
        leader_position=leader_position,
        reason=require_reason(reason),
        at=at,
        by_id=by.id or None,
    )
    said = Joined(other_petition=leading.pk, joining=joining.pk)
    record(petition, said, by=by, at=at, about=wanted)
    led = JoinedBy(other_petition=petition.pk, joining=joining.pk)
    record(leading, led, by=by, at=at, about=[leader_position])
    write_letter("joined_notice", petition_id, subject=joining.pk, at=at)
    return petition
