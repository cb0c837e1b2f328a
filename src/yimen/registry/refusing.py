"""The law's refusal of a move, said in the language of whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from yimen.law.moves import Move, NotAllowedNow, State
from yimen.law.naming import MOVES, STATES
from yimen.law.words import Words


@dataclass(frozen=True, slots=True)
class Name:
    """What a code is called: said when it is read, in the reader's language."""

    words: Words

    def __str__(self) -> str:
        """Say it; in English where no language was chosen."""
        return self.words.say(get_language() or "en")


def not_now(move: Move | str, state: State | str) -> NotAllowedNow:
    """Return the refusal of a move from a state, with names for both."""
    return NotAllowedNow(move=Name(MOVES[Move(move)]), state=Name(STATES[State(state)]))
