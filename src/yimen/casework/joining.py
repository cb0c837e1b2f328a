"""Several people, one matter: which petitions may be handled together, and how far one is behind.

Each keeps its demands, its clocks, its query code and its answer; joining only lets whoever handles
the leading one do the same for the others in one go, and can be undone at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.casework.guards import SameFile, require_owner
from yimen.law.moves import Move, State
from yimen.registry.models import Demand, Joining, Petition

#: From the register to the day on which an opinion is written.
BEFORE_THE_ANSWER = frozenset(
    {
        State.REGISTERED,
        State.DISPATCHED,
        State.ACCEPTED,
        State.HANDLING,
        State.EXTENDED,
    }
)


@dataclass(frozen=True, slots=True)
class Next:
    """The next step of one joined demand: which move, and the act ready to be done."""

    move: Move
    act: Callable[..., Any]


@dataclass(slots=True)
class Brought:
    """What was done for the joined petitions: moves by number, and what stood in the way."""

    done: list[tuple[str, Move]] = field(default_factory=list)
    left: list[tuple[str, Refused]] = field(default_factory=list)


class JoinedAlready(Refused):
    """It is handled together with another petition already. Part it from that one first."""


class LeadsOthers(Refused):
    """Others are joined to this petition. Join them to the other one by one, or join it to this."""


class LeaderIsJoined(Refused):
    """That petition is itself joined to another. Join this one to the one that leads."""


class TooLateToJoin(Refused):
    """Only what is not answered yet can be handled together with another petition."""


class NotTogether(Refused):
    """An accusation is never handled together with another petition."""


class WhichDemands(Refused):
    """Choose which demands are the same matter as the leading one's."""


class NobodyJoined(Refused):
    """No other petition is handled together with this one."""


def in_order(petition_id: int, leader_id: int) -> list[int]:
    """Return two files in the order of opening, the older first: nobody waits for each other.

    Raises:
        SameFile: it is one.
    """
    if petition_id == leader_id:
        raise SameFile
    return sorted((petition_id, leader_id))


def hold_in_order(leader_id: int) -> None:
    """Lock a leading file and those handled together with it, the older first, like `in_order`."""
    joined = Joining.objects.filter(leader=leader_id, parted_at=None).values("petition")
    found = Petition.objects.filter(Q(pk=leader_id) | Q(pk__in=joined)).order_by("pk")
    list(found.select_for_update().values_list("pk"))


def require_joinable(
    petition: Petition, leader: Petition, positions: set[int], leader_position: int, by: Actor
) -> None:
    """Refuse what cannot be handled together.

    Raises:
        JoinedAlready, LeadsOthers, LeaderIsJoined, TooLateToJoin, NotTogether, WhichDemands.
    """
    if petition.is_sealed or leader.is_sealed:
        raise NotTogether
    if active(petition):
        raise JoinedAlready
    if Joining.objects.filter(leader=petition, parted_at=None).exists():
        raise LeadsOthers
    if active(leader):
        raise LeaderIsJoined
    chosen = [one for one in petition.demands.all() if one.position in positions]
    lead = [one for one in leader.demands.all() if one.position == leader_position]
    if not chosen or len(chosen) < len(positions) or not lead:
        raise WhichDemands
    for demand in (*chosen, *lead):
        if demand.kind == Demand.Class.ACCUSATION:
            raise NotTogether
        if demand.state not in BEFORE_THE_ANSWER:
            raise TooLateToJoin
        if by.role is not Role.SCREENER:
            require_owner(demand, by)


def active(petition: Petition) -> Joining | None:
    """Return the joining of a petition that holds now, if any."""
    return petition.joinings.filter(parted_at=None).first()


def require_active(petition_id: int) -> Joining:
    """Return the joining of a petition that holds now.

    Raises:
        NotFound: it is handled by itself.
    """
    found = Joining.objects.filter(petition_id=petition_id, parted_at=None).first()
    if found is None:
        raise NotFound
    return found


def members(leader: Petition) -> list[Joining]:
    """Return the petitions that are handled together with this one, as far as they may be read."""
    found = Joining.objects.filter(leader=leader, parted_at=None)
    return list(found.select_related("petition").order_by("pk"))
