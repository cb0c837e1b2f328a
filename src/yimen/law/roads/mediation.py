"""An agreement of the mediation room in the file: settled by the parties' own act, kept or not.

Mediation is no step of the petition and stops nothing. What stops a clock is the petitioner's own
word that the agreement settles her demand; what was not kept is taken up again at her word.
"""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.states import State
from yimen.law.steps import ASIDE, Move, Starts, Step, Stops, to

_TOLD = (Stops("settlement_answer"), Stops("rating"))

MEDIATION: Mapping[Move, Step] = {
    # A report to whoever assigned the matter is owed all the same.
    Move.SETTLE: Step(
        ways=to(
            State.SETTLED,
            State.ACCEPTED,
            State.SIMPLE,
            State.HANDLING,
            State.EXTENDED,
            State.OPINION_REVIEW,
        ),
        article="33",
        stops=(Stops("handling"), Stops("simple_handling"), *ASIDE),
        starts=(Starts("settlement_answer"), Starts("rating")),
        paper="settlement_notice",
    ),
    Move.KEEP_SETTLEMENT: Step(ways=to(State.CONCLUDED, State.SETTLED), article="33", stops=_TOLD),
    # Nobody gives up a right by an agreement: the organ has its sixty days from that day.
    Move.RESUME_SETTLED: Step(
        ways=to(State.HANDLING, State.SETTLED),
        article="33, 34",
        stops=_TOLD,
        starts=(Starts("handling"),),
        paper="settlement_resumed",
    ),
}
