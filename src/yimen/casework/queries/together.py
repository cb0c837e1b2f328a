"""What the pages about people ask: who leads, what was reported as done, what help is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.casework.caring import caring_organs
from yimen.casework.retaliation import outside
from yimen.people.models import Organ
from yimen.registry import readings
from yimen.registry.models import Aftercare, Demand, Execution, Joining, Petition
from yimen.registry.queries import read_petition


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One petition of a joint handling, and where its demands stand."""

    petition: Petition
    demands: tuple[Demand, ...]
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Petitions that are handled together, the leading one first."""

    leader: Petition
    members: tuple[Member, ...]
    hidden: int
    may_bring: bool


def joint_of(actor: Actor, petition_id: int) -> Joint:
    """Return the joint handling that a petition leads.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    leader = read_petition(actor, "petition.bring_along", petition_id)
    rows = Joining.objects.filter(leader=leader, parted_at=None).select_related("petition")
    own = {one.leader_position for one in rows}
    found = rows.prefetch_related("petition__demands__owner").order_by("pk")
    first = Member(
        petition=leader,
        demands=tuple(d for d in leader.demands.all() if d.position in own) or (),
        leads=True,
    )
    others = (
        Member(
            petition=one.petition,
            demands=tuple(d for d in one.petition.demands.all() if d.position in one.positions),
            leads=False,
        )
        for one in found
    )
    return Joint(
        leader=leader,
        members=(first, *others),
        hidden=0,
        may_bring=ever(actor, "petition.bring_along"),
    )


def note_compared(petitions: list[int], *, by: Actor, at: datetime) -> None:
    """Write down that files were read side by side."""
    for petition in petitions:
        readings.note(petition, "file", by=by, at=at)


def carers(_: Actor, on: date) -> list[Organ]:
    """Return the organs that can be asked to help, those near where people live first."""
    return caring_organs(on)


def outside_of(actor: Actor, petition_id: int, *, on: date) -> list[tuple[int, str]]:
    """Return the organs that can hear of retaliation, for a choice: none of them in the chain."""
    petition = read_petition(actor, "petition.report_retaliation", petition_id)
    return [(one.pk, one.name) for one in outside(petition, on)]


def leading(petition: Petition) -> str:
    """Return the number of the petition that this one is handled together with, if any."""
    row = petition.joinings.filter(parted_at=None).select_related("leader").first()
    return row.leader.number if row else ""


def waiting_execution(demand: Demand) -> Execution | None:
    """Return the report of execution that waits for the petitioner's word."""
    return demand.executions.filter(answer=Execution.Answer.WAITING).last()


def waiting_offer(petition: Petition) -> Aftercare | None:
    """Return the offer of help that waits for an answer."""
    found = petition.aftercare.filter(answer=Aftercare.Answer.WAITING)
    return found.select_related("organ").last()
