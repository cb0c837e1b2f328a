"""What one move does to one demand: its next state, and which clocks stop and start.

Acts ask this before they write, and `fold` asks it again of the record: one rule, two uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from yimen.law.clock import Due, due
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS, Anchor, Limit
from yimen.law.moves import MOVES, Move, State, Stops, When, step

EXTENDS = "handling"
#: The limit whose date whoever assigns sets, and the one whose date an opinion may set.
NEEDS_DATE = "assigned_report"
TAKES_DATE = frozenset({NEEDS_DATE, "execution"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What decides which limits apply: when it came, where, under which local profile."""

    received_on: date
    at_bureau: bool = True
    profile: str = ""
    first_time: bool = True
    dispatch: str = ""

    def fit(self, limit: Limit, day: date) -> bool:
        """Say whether a limit exists on its first day and is meant for such a matter."""
        own = not limit.profile or limit.profile == self.profile
        return (
            own
            and limit.in_force_from <= day
            and limit.fits(dispatch=self.dispatch, first_time=self.first_time)
        )


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs: counted from a day, due on a day, with the days added to it."""

    limit: str
    started_on: date
    due_on: date
    nominal_on: date | None = None
    is_provisional: bool = False
    extra: int = 0


@dataclass(frozen=True, slots=True)
class Turned:
    """The outcome of a move for one demand."""

    state: State
    stops: tuple[str, ...] = ()
    starts: tuple[Running, ...] = ()
    extended: Running | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A move on a day, with the little that the clocks need to know of it."""

    move: Move
    day: date
    heard: str = ""
    report_by: date | None = None
    extra: int = 0


def turn(state: State | None, running: Mapping[str, Running], facts: Facts, event: Event) -> Turned:
    """Return what the move does to a demand in `state` with these clocks running.

    Raises:
        NotAllowedNow: the law's table has no such move from this state.
    """
    if state is None:
        return Turned(State.RECEIVED, starts=tuple(_starting(facts, event, {})))
    taken = step(event.move, state)
    stops = tuple(name for name in running if _stopped(name, taken.stops, event))
    left = {name: clock for name, clock in running.items() if name not in stops}
    starts = tuple(_starting(facts, event, left))
    extended = None
    if event.move is Move.TELL_EXTENSION and EXTENDS in running:
        extended = lengthen(running[EXTENDS], event.extra)
    return Turned(taken.ways[state], stops, starts, extended)


def lengthen(clock: Running, extra: int) -> Running:
    """Count the added days from the unrolled end of the ordinary limit, once (art. 34)."""
    found = _due(clock.limit, clock.started_on, extra)
    return replace(
        clock,
        due_on=found.on,
        nominal_on=found.nominal,
        is_provisional=found.provisional,
        extra=extra,
    )


def explain(clock: Running) -> Due:
    """Count a running clock again, to say why its date is what it is."""
    return _due(clock.limit, clock.started_on, clock.extra)


def _due(name: str, start: date, extra: int) -> Due:
    return due(start, LIMITS.on(name, start), DAYS, extra=extra)


def _starting(facts: Facts, event: Event, running: Mapping[str, Running]) -> Iterator[Running]:
    """Yield the clocks that a move starts: the law's, then those of the place's own promise."""
    taken = [one for one in MOVES[event.move].starts if _holds(one.when, facts, event)]
    wanted, anew = [one.limit for one in taken], any(one.anew for one in taken)
    for name in (*wanted, *_promised(wanted, facts.profile, event.move)):
        clock = None if name in running else _start(name, facts, event, anew=anew)
        if clock:
            yield clock


def _promised(wanted: list[str], profile: str, move: Move) -> Iterator[str]:
    """Yield the local limits that start now: beside one of the law, or earlier, at the receipt."""
    for limit in LIMITS.profile(profile) if profile else ():
        of_law = LIMITS.latest(limit.beside)
        early = limit.anchor is Anchor.RECEIVED and of_law.anchor is not Anchor.RECEIVED
        starts_now = move is Move.REGISTER if early else limit.beside in wanted
        if starts_now:
            yield limit.name


def _start(name: str, facts: Facts, event: Event, *, anew: bool) -> Running | None:
    from_receipt = LIMITS.latest(name).anchor is Anchor.RECEIVED and not anew
    start = facts.received_on if from_receipt else event.day
    limit = LIMITS.in_force(name, start)
    if limit is None or not facts.fit(limit, start):
        return None
    if event.report_by and name in TAKES_DATE:
        return Running(name, start, event.report_by, event.report_by)
    if name == NEEDS_DATE:
        return None
    found = due(start, limit, DAYS)
    return Running(name, start, found.on, found.nominal, found.provisional)


def _stopped(name: str, stops: tuple[Stops, ...], event: Event) -> bool:
    base = LIMITS.latest(name).beside or name
    return any(
        stop.limit in {name, base} and (stop.when is When.ALWAYS or _heard(stop.when, event))
        for stop in stops
    )


def _holds(when: When, facts: Facts, event: Event) -> bool:
    if when is When.AT_BUREAU:
        return facts.at_bureau
    if when is When.AT_ORGAN:
        return not facts.at_bureau
    return when is When.ALWAYS or _heard(when, event)


def _heard(when: When, event: Event) -> bool:
    if when is When.MET:
        return event.heard == "meeting"
    return when is When.HEARD and event.heard in {"meeting", "phone", "writing"}
