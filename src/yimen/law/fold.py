"""Fold the record of a petition into where each demand stands: state, owner, handler, clocks.

Pure: lines in, standings out. `yimen verify` compares the outcome with what the tables hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from yimen.base.errors import Refused
from yimen.law.breaches import Unclear, excepted
from yimen.law.joining import earliest
from yimen.law.moves import Move, State
from yimen.law.turning import Event, Facts, Running, Turned, counted_again, turn

MOVES = {move.value for move in Move}
#: The line that moves nothing, but says of a clock that it passed.
BREACH = "breach"
#: The line that says of a clock that its date was counted again: its calendar came out.
RECOUNT = "recount"
#: The lines between which a name or an address is marked as unclear.
UNCLEAR, CLEAR = "flag_unclear", "clear_unclear"
SENDS = frozenset({Move.FORWARD, Move.ASSIGN})
#: What leaves the road for a while: a demand may come back to where it stood.
ASKS = frozenset({Move.ASK_REVIEW, Move.ASK_RECHECK})
#: Lines that name the person whose turn it is.
NAMES_HANDLER = frozenset(
    {
        Move.ACCEPT,
        Move.ACCEPT_SIMPLE,
        Move.HAND_OVER,
        Move.GRANT_RECUSAL,
        Move.ACCEPT_REVIEW,
        Move.TAKE_SUGGESTION,
        Move.TAKE_ACCUSATION,
    }
)
#: Which fact of a line names the organ whose turn it is from then on.
NEXT_OWNER = {
    Move.FORWARD: "to_organ",
    Move.ASSIGN: "to_organ",
    Move.OBJECT_DISPATCH: "checking_organ",
    Move.UPHOLD_DISPATCH: "to_organ",
    Move.COME_BACK: "to_organ",
    Move.HAND_APART: "to_organ",
    Move.RELEASE: "to_organ",
    Move.REPORT_UP: "to_organ",
    Move.RAISE_DISPUTE: "to_organ",
    Move.DECIDE_COMPETENCE: "to_organ",
    Move.TRANSFER: "to_organ",
    Move.ASK_REVIEW: "to_organ",
    Move.ASK_RECHECK: "to_organ",
    Move.DECLINE_REVIEW: "to_organ",
    Move.WITHDRAW_REVIEW: "to_organ",
    Move.SERVE_REVIEW: "to_organ",
    Move.SERVE_RECHECK: "to_organ",
    Move.ORDER_REDO: "to_organ",
    Move.ASK_REOPEN: "to_organ",
    Move.REFUSE_REOPEN: "to_organ",
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
    #: Where it stood when a review was asked for, and what stopped then.
    left: tuple[State | None, tuple[Running, ...]] = (None, ())


@dataclass(slots=True)
class Folded:
    """Where every demand of a petition stands, and what the law cannot explain."""

    demands: dict[int, Standing] = field(default_factory=dict)
    unexplained: list[str] = field(default_factory=list)
    #: From when to when nobody could make out whom to tell.
    unclear: list[Unclear] = field(default_factory=list)
    #: Whether the dates are those that were written, or those that the law in force gives.
    as_written: bool = True


def fold(lines: Iterable[Line], *, as_written: bool = True) -> Folded:
    """Read the record from its first line to its last.

    A line that the law does not allow where it stands, or a date that it does not give, is named
    in `unexplained` and reading goes on: who verifies wants the whole list. Not `as_written`, the
    dates are those of the law that is being tried.
    """
    folded, facts = Folded(as_written=as_written), Facts(received_on=date.min)
    for line in lines:
        if line.kind == Move.LODGE:
            facts = _opened(folded, line)
        facts = _known(facts, line)
        if line.kind == BREACH and as_written:
            _check_missed(folded, line)
        if line.kind == RECOUNT:
            _recount(folded, line)
        if line.kind == UNCLEAR:
            folded.unclear.append(Unclear(line.day))
        if line.kind == CLEAR and folded.unclear:
            folded.unclear[-1] = replace(folded.unclear[-1], until=line.day)
        if line.kind in MOVES:
            ended = _ending(folded, line)
            for position in _moved(line):
                _take(folded, position, facts, line)
            _divide(folded, line, ended)
    return folded


def _moved(line: Line) -> tuple[int, ...]:
    """Return the demands that a line moves; what is born of one, or kept of several, is not."""
    if line.kind == Move.SPLIT_DEMAND:
        return (_number(line.facts, "whole"),)
    if line.kind == Move.MERGE_DEMANDS:
        return tuple(one for one in line.demands if one != _number(line.facts, "kept"))
    return line.demands


def _ending(folded: Folded, line: Line) -> list[Running]:
    """Return the clocks of the demands that a line merges into another, before they stop."""
    if line.kind != Move.MERGE_DEMANDS:
        return []
    going = (folded.demands[one] for one in _moved(line) if one in folded.demands)
    return [clock for one in going for clock in one.clocks.values()]


def _divide(folded: Folded, line: Line, ended: list[Running]) -> None:
    """Let demands be born of another, or hand one the sooner dates of those merged into it."""
    whole = folded.demands.get(_number(line.facts, "whole"))
    if line.kind == Move.SPLIT_DEMAND and whole:
        for position in line.demands:
            if position not in folded.demands:
                folded.demands[position] = replace(whole, clocks=dict(whole.clocks), stopped=[])
    kept = folded.demands.get(_number(line.facts, "kept"))
    if line.kind == Move.MERGE_DEMANDS and kept and kept.state:
        joined = earliest(Turned(kept.state), kept.clocks, ended)
        kept.stopped += [(kept.clocks.pop(name), line.day) for name in joined.stops]
        kept.clocks |= {clock.limit: clock for clock in joined.starts}


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
    if line.kind == Move.DECIDE_COMPETENCE:
        standing.sent_as = standing.sent_as or Move.FORWARD
    try:
        facts = replace(facts, dispatch=standing.sent_as)
        turned = turn(standing.state, standing.clocks, facts, _event(standing, line))
    except Refused as refusal:
        folded.unexplained.append(f"line {line.seq}, demand {position}: {refusal}")
        return
    if line.kind in ASKS:
        stopped = tuple(c for name, c in standing.clocks.items() if name in turned.stops)
        standing.left = (standing.state, stopped)
    standing.state = turned.state
    for name in turned.stops:
        clock = standing.clocks.pop(name, None)
        if clock:
            standing.stopped.append((clock, line.day))
    for clock in (*turned.starts, *([turned.extended] if turned.extended else [])):
        standing.clocks[clock.limit] = _as_written(folded, clock, position, line)
    _remember(standing, Move(line.kind), line.facts)


def _event(standing: Standing, line: Line) -> Event:
    back, resumed = standing.left
    return replace(event_of(line), back=back, resumed=resumed)


def _remember(standing: Standing, move: Move, facts: Mapping[str, object]) -> None:
    """Keep what a line says of whose turn it is, and of what kind the matter is."""
    next_owner = _number(facts, NEXT_OWNER[move]) if move in NEXT_OWNER else 0
    if next_owner:
        standing.owner, standing.handler = next_owner, 0
    if move is Move.RETURN_DISPATCH:
        standing.sent_as = ""
    if move in NAMES_HANDLER:
        standing.handler = _number(facts, "handler_staff")
    if move is Move.SCREEN:
        standing.kind, standing.category = str(facts["class_"]), str(facts["category"])
    if move is Move.RECATEGORISE:
        standing.category = str(facts["category"])
    if move in {Move.SCREEN, Move.ROUTE_OUT}:
        standing.route = _number(facts, "route")


def _check_missed(folded: Folded, line: Line) -> None:
    """Name a breach that no clock bears out: none such, another date, not yet over, not owed."""
    limit, due_on = str(line.facts["limit"]), date.fromisoformat(str(line.facts["due_on"]))
    for position in line.demands:
        standing = folded.demands.get(position)
        ran = [*standing.stopped] if standing else []
        ran += ((c, line.day) for c in standing.clocks.values()) if standing else ()
        bears_out = (
            (c.due_on == due_on or c.is_provisional)
            and not excepted(limit, due_on, on, folded.unclear)
            for c, on in ran
            if c.limit == limit
        )
        if not any(bears_out) or line.day <= due_on:
            folded.unexplained.append(
                f"line {line.seq}, demand {position}: no {limit} was missed on {due_on}"
            )


def _recount(folded: Folded, line: Line) -> None:
    """Take over a date that was counted again; only one that waited for a calendar can be."""
    limit = str(line.facts["limit"])
    for position in line.demands:
        standing = folded.demands.get(position)
        clock = standing.clocks.get(limit) if standing else None
        if standing and clock and clock.is_provisional:
            again = counted_again(clock, line.day)
            standing.clocks[limit] = _as_written(folded, again, position, line)
        elif folded.as_written:
            folded.unexplained.append(
                f"line {line.seq}, demand {position}: no {limit} waited for a calendar"
            )


def event_of(line: Line) -> Event:
    """Read from a line what the clocks need to know of its move."""
    report_by = line.facts.get("report_by") or line.facts.get("lapses_on")
    first, last = line.facts.get("first_on"), line.facts.get("last_on")
    return Event(
        move=Move(line.kind),
        day=line.day,
        heard=str(line.facts.get("contact", "")),
        report_by=date.fromisoformat(str(report_by)) if report_by else None,
        extra=_number(line.facts, "days"),
        hearing=(date.fromisoformat(str(first)), date.fromisoformat(str(last)))
        if first and last
        else None,
        moved=bool(line.facts.get("moved")),
        is_here=bool(line.facts.get("is_here")),
        chain=_day(line.facts, "chain_on"),
        ask_by=_day(line.facts, "ask_by"),
        since=_day(line.facts, "since_on"),
    )


def _as_written(folded: Folded, clock: Running, position: int, line: Line) -> Running:
    """Keep the date that was written; name it where the law gives another.

    A date written as provisional may differ: the calendar of its year came out afterwards.
    """
    if not folded.as_written:
        return clock
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


def _day(facts: Mapping[str, object], name: str) -> date | None:
    return date.fromisoformat(str(facts[name])) if name in facts else None


def _number(facts: Mapping[str, object], name: str) -> int:
    return int(str(facts.get(name) or 0))
