"""Every state of a demand and every lawful move between them. Data, not behaviour.

Source: Regulations on Petition Work (2022), arts. 19-36, by article beside each move. What the
table does not hold cannot be done; nothing else in the code decides it. The rows lie in `roads`.
"""

from __future__ import annotations

from collections.abc import Mapping

from yimen.base.errors import Refused
from yimen.law.roads.aside import ASIDE
from yimen.law.roads.hearing import HEARING
from yimen.law.roads.lanes import LANES
from yimen.law.roads.main import MAIN
from yimen.law.roads.mediation import MEDIATION
from yimen.law.roads.people import PEOPLE
from yimen.law.roads.proof import PROOF
from yimen.law.roads.review import REVIEW
from yimen.law.roads.sending import SENDING
from yimen.law.roads.simple import SIMPLE
from yimen.law.roads.ways import WAYS
from yimen.law.states import ANSWERED, CLOSED, ORDER, UNDER_REVIEW, State
from yimen.law.steps import Move, Starts, Step, Stops, When

__all__ = [
    "ANSWERED",
    "CLOSED",
    "MOVES",
    "ORDER",
    "UNDER_REVIEW",
    "Move",
    "NotAllowedNow",
    "Starts",
    "State",
    "Step",
    "Stops",
    "When",
    "step",
]  # fmt: skip

MOVES: Mapping[Move, Step] = {
    **MAIN, **ASIDE, **WAYS, **PEOPLE, **PROOF, **HEARING, **LANES, **REVIEW, **SENDING, **SIMPLE,
    **MEDIATION,
}  # fmt: skip


class NotAllowedNow(Refused):
    """It cannot be done now ({move}): the matter is at the stage “{state}”."""


def step(move: Move, state: State) -> Step:
    """Return the step from this state, or refuse it.

    Raises:
        NotAllowedNow: the table has no such move from this state.
    """
    found = MOVES[move]
    if state not in found.ways:
        raise NotAllowedNow(move=move.value, state=state.value)
    return found
