"""Who asks twice, and who says whether it was done: repeats and execution."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.roads.main import AFTER
from yimen.law.states import State
from yimen.law.steps import BEFORE_ANSWER, Move, Starts, Step, Stops, When, stays, to

PEOPLE: Mapping[Move, Step] = {
    # The same matter, of the same person: it runs elsewhere within its limit, or it was rechecked.
    # Never dropped in silence: the answer says where it runs, until when, and what would change it.
    Move.ANSWER_REPEAT: Step(
        ways=to(State.LINKED, State.REGISTERED),
        article="19, 36",
        stops=BEFORE_ANSWER,
        paper="repeat_notice",
    ),
    # Something new came to light, or the link was a mistake: the whole time runs once more.
    Move.RESUME_REPEAT: Step(
        ways=to(State.REGISTERED, State.LINKED),
        article="19, 36",
        starts=(
            Starts("dispatch", When.AT_BUREAU, anew=True),
            Starts("direct_notice", When.AT_ORGAN, anew=True),
        ),
        paper="repeat_resumed",
    ),
    # What a review orders is confirmed as what the organ's own answer promised.
    Move.CONFIRM_EXECUTION: Step(
        ways=stays(State.EXECUTED, *AFTER), article="32", stops=(Stops("execution_answer"),)
    ),
    # Disputed, it is owed as before: nothing is concluded that was not done.
    Move.DISPUTE_EXECUTION: Step(
        ways=to(State.EXECUTING, State.EXECUTED) | stays(*AFTER),
        article="32, 40",
        stops=(Stops("execution_answer"),),
        starts=(Starts("execution"),),
    ),
}
