"""Fold the record of a petition into where each demand stands: state, owner, handler, clocks.

Pure: lines in, standings out. `yimen verify` compares the outcome with what the tables hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from yimen.base.errors import Refused
from yimen.law.moves import Move, State
from yimen.law.turning import Event, Facts, Running, turn

MOVES = {move.value for move in Move}
SENDS = frozenset({Move.FORWARD, Move.ASSIGN})
#: Which fact of a line names the organ whose turn it is from then on.
NEXT_OWNER = {
    Move.FORWARD: "to_organ",
    Move.ASSIGN: "to_organ",
    Move.OBJECT_DISPATCH: "checking_organ",
    Move.UPHOLD_DISPATCH: "to_organ",
    Move.COME_BACK: "to_organ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the record, reduced to what the law needs of it."""

    seq: int
    kind: str
    day: date
    demands: tuple[int, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Standing:
    """Where one demand stands after the lines read so far, and how it came there."""

    state: State | None
    owner: int
    handler: int = 0
    sent_as: str = ""
    kind: str = ""
    category: str = ""
    route: int = 0
    clocks: dict[str, Running] = field(default_factory=dict)
    #: Clocks that were met or lapsed, each with the day on which it stopped.
    stopped: list[tuple[Running, date]] = field(default_factory=list)


@dataclass(slots=True)
class Folded:
    """Where every demand of a petition stands, and what the law cannot explain."""

    demands: dict[int, Standing] = field(default_factory=dict)
    unexplained: list[str] = field(default_factory=list)


def fold(lines: Iterable[Line]) -> Folded:
    """Read the record from its first line to its last.

    A line that the law does not allow where it stands, or a date that it does not give, is named
    in `unexplained` and reading goes on: who verifies wants the whole list.
    """
    folded, facts = Folded(), Facts(received_on=date.min)
    for line in lines:
        if line.kind == Move.LODGE:
            facts = _opened(folded, line)
        facts = _known(facts, line)
        if line.kind in MOVES:
            for position in line.demands:
                _take(folded, position, facts, line)
    return folded


def _opened(folded: Folded, line: Line) -> Facts:
    receiver = _number(line.facts, "receiver_organ")
    folded.demands = {position: Standing(None, receiver) for position in line.demands}
    return Facts(
        received_on=date.fromisoformat(str(line.facts["received_on"])),
        at_bureau=bool(line.facts["at_bureau"]),
        profile=str(line.facts.get("profile", "")),
    )


def _known(facts: Facts, line: Line) -> Facts:
    """Learn what the clocks of every demand depend on from now on: that it is a repeat."""
    if line.kind == "link" and line.facts.get("link") == "repeat":
        return replace(facts, first_time=False)
    return facts


def _take(folded: Folded, position: int, facts: Facts, line: Line) -> None:
    standing = folded.demands.get(position)
    if standing is None:
        folded.unexplained.append(f"line {line.seq}: there is no demand {position}")
        return
    if line.kind in SENDS:
        standing.sent_as = line.kind
    try:
        facts = replace(facts, dispatch=standing.sent_as)
        turned = turn(standing.state, standing.clocks, facts, event_of(line))
    except Refused as refusal:
        folded.unexplained.append(f"line {line.seq}, demand {position}: {refusal}")
        return
    standing.state = turned.state
    for name in turned.stops:
        clock = standing.clocks.pop(name, None)
        if clock:
            standing.stopped.append((clock, line.day))
    for clock in (*turned.starts, *([turned.extended] if turned.extended else [])):
        standing.clocks[clock.limit] = _as_written(folded, clock, position, line)
    _remember(standing, Move(line.kind), line.facts)


def _remember(standing: Standing, move: Move, facts: Mapping[str, object]) -> None:
    """Keep what a line says of whose turn it is, and of what kind the matter is."""
    if move in NEXT_OWNER:
        standing.owner, standing.handler = _number(facts, NEXT_OWNER[move]), 0
    if move is Move.RETURN_DISPATCH:
        standing.sent_as = ""
    if move in {Move.ACCEPT, Move.HAND_OVER}:
        standing.handler = _number(facts, "handler_staff")
    if move is Move.SCREEN:
        standing.kind, standing.category = str(facts["class_"]), str(facts["category"])
    if move is Move.RECATEGORISE:
        standing.category = str(facts["category"])
    if move in {Move.SCREEN, Move.ROUTE_OUT}:
        standing.route = _number(facts, "route")


def event_of(line: Line) -> Event:
    """Read from a line what the clocks need to know of its move."""
    report_by = line.facts.get("report_by")
    return Event(
        move=Move(line.kind),
        day=line.day,
        heard=str(line.facts.get("contact", "")),
        report_by=date.fromisoformat(str(report_by)) if report_by else None,
        extra=_number(line.facts, "days"),
    )


def _as_written(folded: Folded, clock: Running, position: int, line: Line) -> Running:
    """Keep the date that was written; name it where the law gives another.

    A date written as provisional may differ: the calendar of its year came out afterwards.
    """
    written = _written(line, position, clock.limit)
    if not written:
        folded.unexplained.append(f"line {line.seq}: no date written for {clock.limit}")
        return clock
    due_on = date.fromisoformat(str(written["due"]))
    was_provisional = bool(written.get("provisional"))
    if due_on != clock.due_on and not was_provisional:
        folded.unexplained.append(
            f"line {line.seq}: {clock.limit} is written as due {due_on},"
            f" the law gives {clock.due_on}"
        )
    return replace(clock, due_on=due_on, is_provisional=was_provisional)


def _written(line: Line, position: int, limit: str) -> Mapping[str, object]:
    dates = line.facts.get("clocks")
    by_limit = dates.get(str(position)) if isinstance(dates, Mapping) else None
    found = by_limit.get(limit) if isinstance(by_limit, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _number(facts: Mapping[str, object], name: str) -> int:
    return int(str(facts.get(name) or 0))
