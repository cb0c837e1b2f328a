"""What one move does to one demand: its next state, and which clocks stop and start.

Acts ask this before they write, and `fold` asks it again of the record: one rule, two uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from yimen.law.clock import Due, Span, due
from yimen.law.days import DAYS, Days
from yimen.law.limits import LIMITS, Anchor, Bearer, Limit
from yimen.law.moves import MOVES, Move, State, Stops, When, step

EXTENDS = "handling"
#: Counted from the registration, however often a matter is passed on.
CHAIN = "forwarding_chain"
#: Asked before her time elsewhere ends, if that comes first.
FOLLOWS = "follow_up"
#: A hearing's days are laid open with it, and mended when it closes: the only pause there is.
PAUSES = frozenset({Move.OPEN_HEARING, Move.CLOSE_HEARING})
#: The limit whose date whoever assigns sets, and the one whose date an opinion may set.
NEEDS_DATE = frozenset({"assigned_report", "elsewhere"})
TAKES_DATE = NEEDS_DATE | {"execution", "settlement_answer"}


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
    #: Days of hearings that are not counted, each from its first to its last; in a recheck only.
    excluded: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """The outcome of a move for one demand."""

    state: State
    stops: tuple[str, ...] = ()
    starts: tuple[Running, ...] = ()
    extended: Running | None = None


class Known(TypedDict, total=False):
    """What may be known of a move besides its day: as in `Event`."""

    heard: str
    report_by: date | None
    extra: int
    hearing: Span | None
    back: State | None
    resumed: tuple[Running, ...]
    moved: bool
    since: date | None
    is_here: bool
    chain: date | None
    ask_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A move on a day, with the little that the clocks need to know of it."""

    move: Move
    day: date
    heard: str = ""
    report_by: date | None = None
    extra: int = 0
    hearing: Span | None = None
    #: Where the demand stood before its review was asked for, and the clocks that stopped then.
    back: State | None = None
    resumed: tuple[Running, ...] = ()
    #: Another organ was named than the one that had it.
    moved: bool = False
    #: The day from which a limit counts that began before this move.
    since: date | None = None
    #: Whether the petitioner came in person and is still there to be told.
    is_here: bool = False
    #: The day of registration, where a matter is passed on once more: the chain counts from it.
    chain: date | None = None
    #: The day by which it is asked what came of it elsewhere, where her time there ends soon.
    ask_by: date | None = None
    #: Whether the simplified procedure was proposed; the law sees that by its clock.
    proposed: bool = False


def turn(state: State | None, running: Mapping[str, Running], facts: Facts, event: Event) -> Turned:
    """Return what the move does to a demand in `state` with these clocks running.

    Raises:
        NotAllowedNow: the law's table has no such move from this state.
    """
    if state is None:
        return Turned(State.RECEIVED, starts=tuple(_starting(facts, event, {})))
    taken = step(event.move, state)
    event = replace(event, proposed="simple_dispatch" in running)
    stops = tuple(name for name in running if _stopped(name, taken.stops, event))
    left = {name: clock for name, clock in running.items() if name not in stops}
    starts = tuple(_starting(facts, event, left))
    extended = None
    if event.move is Move.TELL_EXTENSION and EXTENDS in running:
        extended = lengthen(running[EXTENDS], event.extra)
    if event.move in PAUSES and event.hearing:
        extended = next((leave_out(c, event.hearing) for c in left.values() if pauses(c)), None)
    if taken.returns:
        starts = (*starts, *(clock for clock in event.resumed if clock.limit not in left))
    end = event.back if taken.returns and event.back else taken.ways[state]
    return Turned(end, stops, starts, extended)


def lengthen(clock: Running, extra: int) -> Running:
    """Count the added days from the unrolled end of the ordinary limit, once (art. 34)."""
    return _counted(replace(clock, extra=extra))


def pauses(clock: Running) -> bool:
    """Say whether hearing days are left out of this clock (art. 36: in the recheck alone)."""
    limit = LIMITS.in_force(clock.limit, clock.started_on)
    return limit is not None and limit.hearings_excluded


def leave_out(clock: Running, hearing: Span) -> Running:
    """Leave a hearing's days out; of the same hearing again, those on which it was really held."""
    others = (span for span in clock.excluded if span[0] != hearing[0])
    return _counted(replace(clock, excluded=tuple(sorted([*others, hearing]))))


def explain(clock: Running, days: Days | None = None) -> Due:
    """Count a running clock again, to say why its date is what it is.

    By the calendar that was known when it began, unless another is given.
    """
    limit = LIMITS.on(clock.limit, clock.started_on)
    known = days or DAYS.known_on(clock.started_on)
    return due(clock.started_on, limit, known, excluded=clock.excluded, extra=clock.extra)


def counted_again(clock: Running, on: date) -> Running:
    """Count a provisional date again by the calendar that is known on a day.

    A last day of the petitioner's own never comes nearer: she was told of the later one.
    """
    again = _counted(clock, DAYS.known_on(on))
    if LIMITS.on(clock.limit, clock.started_on).actor is Bearer.PETITIONER:
        return replace(again, due_on=max(again.due_on, clock.due_on))
    return again


def reckoned(clock: Running) -> Due | None:
    """Return how a date was counted; nothing where somebody set it, as in an assignment.

    By the calendar that was known when it began, or by one that came out while it ran.
    """
    if LIMITS.on(clock.limit, clock.started_on).days is None:
        return None
    every = (explain(clock, days) for days in DAYS.since(clock.started_on))
    same = [found for found in every if found.on == clock.due_on]
    sure = (found for found in same if found.provisional is clock.is_provisional)
    found = next(sure, same[0] if same else None)
    return replace(found, provisional=clock.is_provisional) if found else None


def _counted(clock: Running, days: Days | None = None) -> Running:
    found = explain(clock, days)
    return replace(
        clock, due_on=found.on, nominal_on=found.nominal, is_provisional=found.provisional
    )


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
    start = facts.received_on if from_receipt else event.since or event.day
    if name == CHAIN:
        start = event.chain or event.day
    limit = LIMITS.in_force(name, start)
    if limit is None or not facts.fit(limit, start):
        return None
    if event.report_by and name in TAKES_DATE:
        return Running(name, start, event.report_by, event.report_by)
    if name in NEEDS_DATE:
        return None
    found = due(start, limit, DAYS.known_on(start))
    if name == FOLLOWS and event.ask_by and event.ask_by < found.on:
        return Running(name, start, event.ask_by, event.ask_by)
    return Running(name, start, found.on, found.nominal, found.provisional)


def _stopped(name: str, stops: tuple[Stops, ...], event: Event) -> bool:
    base = LIMITS.latest(name).beside or name
    return any(
        stop.limit in {name, base} and (stop.when is When.ALWAYS or _stirred(stop.when, event))
        for stop in stops
    )


def _holds(when: When, facts: Facts, event: Event) -> bool:
    if when is When.AT_BUREAU:
        return facts.at_bureau
    if when is When.AT_ORGAN:
        return not facts.at_bureau
    return when is When.ALWAYS or _stirred(when, event)


def _stirred(when: When, event: Event) -> bool:
    if when is When.MOVED:
        return event.moved
    if when is When.PROPOSED:
        return event.proposed
    if when is When.STANDING_HERE:
        return event.is_here
    if when is When.PASSED_ON:
        return event.chain is not None
    if when is When.MET:
        return event.heard == "meeting"
    return when is When.HEARD and event.heard in {"meeting", "phone", "writing"}
