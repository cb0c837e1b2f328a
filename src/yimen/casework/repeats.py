"""When a repeat may be answered with the earlier matter (arts. 19 and 36), and why it may not."""

from __future__ import annotations

from datetime import date

from yimen.base.errors import Refused
from yimen.law.limits import LIMITS
from yimen.law.moves import State
from yimen.registry.clocks import is_duty
from yimen.registry.models import Clock, Demand, Repeat

#: Accepted or being handled, at whatever level: what art. 19 para. 3 speaks of.
RUNNING = frozenset(
    {
        State.ACCEPTED,
        State.SIMPLE,
        State.HANDLING,
        State.EXTENDED,
        State.OPINION_REVIEW,
        State.OPINION_ISSUED,
        State.REVIEW,
        State.RECHECK,
    }
)
#: A date towards the office that assigned it is none towards the petitioner.
TO_OTHERS = "assigned_report"


class NotRunning(Refused):
    """The earlier matter is not being handled anywhere now. Link the two, and let this one go its own way."""  # noqa: E501  # a message is one line, so that it can be translated


class RunsHere(Refused):
    """{organ} has both matters. Join them, or add what is new to the earlier one."""


class RunsLate(Refused):
    """The earlier matter is late: it was due on {due}. Asking again is right then. Send this one on, and have the delay looked into."""  # noqa: E501  # as above


class AccusationIsNoRepeat(Refused):
    """An accusation is not answered as a repeat. Hand it to the organ that received the first."""


def ground_of(demand: Demand, other: Demand, on: date) -> Repeat.Ground:
    """Return why a demand need not be handled a second time.

    Raises:
        NotRunning, RunsHere, RunsLate: it must be.
        AccusationIsNoRepeat: it goes the way of accusations.
    """
    is_sealed = demand.petition.is_sealed or other.petition.is_sealed
    if is_sealed or Demand.Class.ACCUSATION in {demand.kind, other.kind}:
        raise AccusationIsNoRepeat
    if other.state == State.CLOSED_FINAL:
        return Repeat.Ground.FINAL
    if other.state not in RUNNING:
        raise NotRunning
    if other.owner_id == demand.owner_id:
        raise RunsHere(organ=other.owner)
    due = due_of(other)
    if due is None or due < on:
        raise RunsLate(due=due or "—")
    return Repeat.Ground.RUNNING


def due_of(demand: Demand) -> date | None:
    """Return the day by which the law wants a running matter answered; a promise is no law."""
    clocks = Clock.objects.filter(demand=demand, stopped_on=None)
    return min(
        (
            clock.due_on
            for clock in clocks
            if is_duty(clock.limit)
            and clock.limit != TO_OTHERS
            and not LIMITS.latest(clock.limit).profile
        ),
        default=None,
    )
