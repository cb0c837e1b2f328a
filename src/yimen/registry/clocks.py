"""Turn the clocks of a demand: ask the law what a move does, then make the rows say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Unpack

from yimen.base.rows import Rows
from yimen.base.time import local_day
from yimen.law.because import AGAIN, EVENTS
from yimen.law.clock import Span
from yimen.law.limit import Anchor
from yimen.law.limits import LIMITS, Bearer
from yimen.law.moves import Move, NotAllowedNow, State
from yimen.law.turning import Event, Facts, Known, Running, Turned, pauses, turn
from yimen.law.words import Words
from yimen.registry.models import Clock, Demand, Petition
from yimen.registry.refusing import not_now
from yimen.registry.writing import Changes, changes_of

#: A right that lapses is no duty that can be late.
RIGHTS = frozenset({"objection"})
_RUNNING = Rows(Clock, where="t.petition_id = %s and t.stopped_on is null", order="t.id")


def ask(
    demand: Demand,
    move: Move,
    *,
    at: datetime,
    dispatch: str = "",
    **known: Unpack[Known],
) -> Turned:
    """Ask the law what this move does to this demand now, with what is `known` besides.

    Raises:
        NotAllowedNow: the law has no such move from the state the demand is in.
    """
    event = Event(move=move, day=local_day(at), **known)
    state = None if move is Move.LODGE else State(demand.state)
    try:
        return turn(state, running(demand), facts_of(demand, dispatch), event)
    except NotAllowedNow:
        raise not_now(move, demand.state) from None


def enter(demand: Demand, turned: Turned, *, at: datetime) -> None:
    """Put the demand where the law says it now is, and its clocks with it.

    Nothing is written yet: `record()` writes it together with the line that says so.
    """
    petition, changes = demand.petition, changes_of(demand.petition)
    changes.demands[demand.pk] = demand
    kept = list(_after(demand, turned, local_day(at), changes))
    begun = [_row(demand, clock) for clock in turned.starts]
    changes.begun += begun
    _remember(petition, [*kept, *begun])
    if demand.state != turned.state:
        demand.state = turned.state.value
        demand.entered_at = at
    demand.due_on = soonest(c for c in running_rows(petition) if c.demand_id == demand.pk)


def _after(demand: Demand, turned: Turned, day: date, changes: Changes) -> Iterator[Clock]:
    """Stop and lengthen the clocks of a demand; yield all of its petition that go on."""
    for clock in running_rows(demand.petition):
        if clock.demand_id == demand.pk and clock.limit in turned.stops:
            clock.stopped_on = day
            changes.turn(clock)
            continue
        longer = turned.extended
        if longer and clock.demand_id == demand.pk and clock.limit == longer.limit:
            clock.nominal_on, clock.due_on = longer.nominal_on, longer.due_on
            clock.extra, clock.is_provisional = longer.extra, longer.is_provisional
            changes.turn(clock)
        yield clock


def running(demand: Demand) -> dict[str, Running]:
    """Return the clocks that run on a demand, by the name of their limit."""
    rows = running_rows(demand.petition)
    return {c.limit: as_running(c) for c in rows if c.demand_id == demand.pk}


def running_rows(petition: Petition) -> list[Clock]:
    """Return every clock that runs in a petition, read once while the file is open."""
    known: list[Clock] | None = petition.__dict__.get("running_clocks")
    if known is None:
        known = _RUNNING.all([petition.pk])
        _remember(petition, known)
    return known


def as_running(clock: Clock) -> Running:
    """Return a row as the law sees it, with the hearing days that are left out of it."""
    found = Running(
        clock.limit,
        clock.started_on,
        clock.due_on,
        clock.nominal_on,
        clock.is_provisional,
        clock.extra,
    )
    return replace(found, excluded=left_out(clock)) if pauses(found) else found


def began_with(clock: Clock) -> Words | None:
    """Return what it began with, where that is another event than its law counts from."""
    runs = clock.demand.clocks.all()
    if _began_again(clock):
        return AGAIN.get(LIMITS.latest(clock.limit).anchor)
    settled = (one.started_on for one in runs if one.limit == "settlement_answer")
    if clock.limit == "rating" and clock.started_on in settled:
        return EVENTS[Anchor.SETTLED]  # no answer is served where an agreement settles it
    return None


def _began_again(clock: Clock) -> bool:
    """Say whether it began once more, later than the event from which its law counts."""
    anchor = LIMITS.latest(clock.limit).anchor
    if anchor is Anchor.RECEIVED:
        return clock.started_on > local_day(clock.demand.petition.received_at)
    if anchor is not Anchor.ACCEPTED and clock.limit != "execution":
        return False
    runs = clock.demand.clocks.all()
    return any(one.limit == clock.limit and one.started_on < clock.started_on for one in runs)


def left_out(clock: Clock) -> tuple[Span, ...]:
    """Return the days of hearings since a clock began, each from its first to its last."""
    days = clock.demand.hearing_days.all()
    found = ((one.first_on, one.last_on) for one in days)
    return tuple(sorted(span for span in found if span[0] >= clock.started_on))


def soonest(clocks: Iterable[Clock]) -> date | None:
    """Return the first day on which somebody in office is late, or nothing."""
    return min((c.due_on for c in clocks if is_duty(c.limit)), default=None)


def is_duty(limit: str) -> bool:
    """Say whether missing this limit is an organ's breach, not a right that lapses."""
    return LIMITS.latest(limit).actor is not Bearer.PETITIONER and limit not in RIGHTS


def facts_of(demand: Demand, dispatch: str = "") -> Facts:
    """Return what decides which limits apply to a demand."""
    petition = demand.petition
    return Facts(
        received_on=local_day(petition.received_at),
        at_bureau=petition.receiver.is_bureau,
        profile=petition.profile,
        first_time=petition.is_first_time,
        dispatch=dispatch or demand.sent_as,
    )


def dates_of(turned: Mapping[int, Turned]) -> dict[str, dict[str, dict[str, object]]]:
    """Return, by demand and limit, the date of every clock that a move started or lengthened."""
    dates: dict[str, dict[str, dict[str, object]]] = {}
    for position, outcome in turned.items():
        clocks = [*outcome.starts, *([outcome.extended] if outcome.extended else [])]
        if clocks:
            dates[str(position)] = {
                c.limit: {"due": c.due_on.isoformat()}
                | ({"provisional": True} if c.is_provisional else {})
                for c in clocks
            }
    return dates


def _row(demand: Demand, clock: Running) -> Clock:
    return Clock(
        petition=demand.petition,
        demand=demand,
        limit=clock.limit,
        started_on=clock.started_on,
        nominal_on=clock.nominal_on,
        due_on=clock.due_on,
        is_provisional=clock.is_provisional,
        extra=clock.extra,
    )


def _remember(petition: Petition, clocks: list[Clock]) -> None:
    petition.__dict__["running_clocks"] = clocks
