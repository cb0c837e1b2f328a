"""The rulebook as pages for people: every move and every limit, in Markdown."""

from __future__ import annotations

from yimen.law.limit import Limit, Unit
from yimen.law.limits import LIMITS
from yimen.law.moves import MOVES, Move, Starts, State, Step, Stops, When
from yimen.law.naming import MOVES as MOVE_NAMES
from yimen.law.naming import STATES as STATE_NAMES


def moves_table() -> str:
    """Return every state and every lawful move as Markdown, each move with its article."""
    heads = ["move", "中文", "ways", "article", "starts", "stops", "letters"]
    return "\n".join(
        [
            "## States",
            "",
            "Least advanced first; a petition stands where its least advanced demand stands.",
            "",
            *_table(["state", "中文", "meaning"], [_state(state) for state in State]),
            "",
            "## Moves",
            "",
            "What is not in this table cannot be done. A state alone stays what it is.",
            "",
            *_table(heads, [_move(move, step) for move, step in MOVES.items()]),
            "",
        ]
    )


def clocks_table() -> str:
    """Return every limit in every version as Markdown, those of the law first."""
    heads = ["id", "limit", "中文", "days", "from", "ends on", "in force from", "law", "mark"]
    versions = [limit for name in LIMITS.names() for limit in LIMITS.versions(name)]
    return "\n".join(
        [
            "## Limits",
            "",
            "The day it starts is day zero. Marks: G full text read, P public excerpt read, M from",
            "memory, D our own choice, S0 to S4 the founding papers of the model.",
            "",
            *_table([*heads, "checked on"], [_limit(limit) for limit in versions]),
            "",
        ]
    )


def _state(state: State) -> list[str]:
    words = STATE_NAMES[state]
    return [f"`{state}`", words.zh, words.en]


def _move(move: Move, step: Step) -> list[str]:
    return [
        f"`{move}`",
        MOVE_NAMES[move].zh,
        "<br>".join(_way(start, end) for start, end in step.ways.items())
        or f"→ `{State.RECEIVED}`",
        step.article,
        "<br>".join(_clock(one) for one in step.starts),
        "<br>".join(_clock(one) for one in step.stops),
        "<br>".join(filter(None, step.paper.split(", "))),
    ]


def _clock(one: Starts | Stops) -> str:
    return f"`{one.limit}`" + ("" if one.when is When.ALWAYS else f" ({one.when.value})")


def _limit(limit: Limit) -> list[str]:
    return [
        limit.id,
        f"`{limit.name}`",
        limit.title.zh,
        _days(limit),
        limit.anchor.value,
        limit.ends_on.en,
        limit.in_force_from.isoformat(),
        limit.law.en,
        limit.mark.value,
        limit.checked_on.isoformat(),
    ]


def _days(limit: Limit) -> str:
    if limit.days is None:
        return "set when assigned"
    if limit.days == 0:
        return "the same day"
    unit = "working " if limit.unit is Unit.WORKING else ""
    return f"{'at most ' if limit.at_most else ''}{limit.days} {unit}days"


def _way(start: State, end: State) -> str:
    return f"`{start}`" if start is end else f"`{start}` → `{end}`"


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    return [
        f"| {' | '.join(heads)} |",
        f"|{' --- |' * len(heads)}",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
