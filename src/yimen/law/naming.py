"""What the stages of a demand and the moves between them are called, in both languages."""

from __future__ import annotations

from pathlib import Path

from yimen.law.moves import Move, State
from yimen.law.reading import Fields
from yimen.law.words import Words

FILE = Path(__file__).parent / "names.yaml"


def read(file: Path = FILE) -> tuple[dict[State, Words], dict[Move, Words]]:
    """Return the names of every state and every move; a missing or a strange one is a fault."""
    page = Fields.of_file(file)
    page.allow({"states", "moves"})
    states, moves = page.inside("states"), page.inside("moves")
    states.allow(State)
    moves.allow(Move)
    return (
        {state: states.words(state) for state in State},
        {move: moves.words(move) for move in Move},
    )


STATES, MOVES = read()
