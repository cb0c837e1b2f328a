"""The lanes of suggestions (art. 29) and of accusations (art. 30)."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.states import State
from yimen.law.steps import (
    BEFORE_ACCEPTANCE,
    BEFORE_ANSWER,
    LEAVES,
    Move,
    Starts,
    Step,
    Stops,
    stays,
    to,
)

#: Wherever an accusation stands before it is answered, whom it accuses can become known.
_OPEN = (
    State.REGISTERED,
    State.OBJECTED,
    State.DISPATCHED,
    State.ACCEPTED,
    State.HANDLING,
    State.EXTENDED,
    State.OPINION_REVIEW,
    State.OPINION_ISSUED,
    State.SEALED_SENT,
    State.SEALED_TAKEN,
)

LANES: Mapping[Move, Step] = {
    # Received for study; the Regulations ask for a reply, and set no days for it.
    Move.TAKE_SUGGESTION: Step(
        ways=to(State.SUGGESTION_STUDY, State.DISPATCHED, State.REGISTERED),
        article="23, 29",
        stops=BEFORE_ACCEPTANCE,
        starts=(Starts("suggestion_reply"),),
        paper="suggestion_notice",
    ),
    # Some places promise an answer from the receipt on, whatever was asked: that ends with it too.
    Move.STUDY_SUGGESTION: Step(ways=stays(State.SUGGESTION_STUDY), article="29"),
    Move.REPLY_SUGGESTION: Step(
        ways=to(State.SUGGESTION_TOLD, State.SUGGESTION_STUDY),
        article="29",
        stops=(Stops("suggestion_reply"), Stops("assigned_report"), Stops("handling")),
        paper="suggestion_reply",
    ),
    # What is no accusation goes its own way in an open file, by the same dates: see `dividing`.
    Move.DIVIDE: Step(
        ways=to(State.DIVIDED, State.REGISTERED),
        article="22, 30",
        stops=(*BEFORE_ANSWER, Stops("urgent_report")),
        paper="sorting_notice",
    ),
    # Before anything leaves the house it is known who must not learn of it.
    Move.NAME_ACCUSED: Step(ways=stays(*_OPEN), article="30"),
    # It accuses the very office that received it: the letter itself goes to who is competent.
    Move.HAND_APART: Step(
        ways=to(State.SEALED_SENT, State.REGISTERED),
        article="22, 30",
        stops=(*LEAVES, Stops("forwarding_chain")),
        starts=(Starts("acceptance_notice"),),
        paper="accusation_notice",
    ),
    # Once more, where the one that has it turns out to be among the accused.
    Move.PROPOSE_RELEASE: Step(ways=stays(State.REGISTERED, State.SEALED_SENT), article="30"),
    Move.RELEASE: Step(
        ways=to(State.SEALED_SENT, State.REGISTERED, State.SEALED_SENT),
        article="22, 30",
        stops=(*LEAVES, Stops("forwarding_chain")),
        starts=(Starts("acceptance_notice"),),
        paper="accusation_notice, accusation_sheet",
    ),
    Move.TAKE_ACCUSATION: Step(
        ways=to(State.SEALED_TAKEN, State.SEALED_SENT, State.DISPATCHED, State.REGISTERED),
        article="30",
        stops=(*BEFORE_ACCEPTANCE, Stops("assigned_report")),
        starts=(Starts("accusation_answer"),),
    ),
    Move.ANSWER_ACCUSATION: Step(
        ways=to(State.SEALED_TOLD, State.SEALED_TAKEN),
        article="30",
        stops=(Stops("accusation_answer"), Stops("handling")),
        paper="accusation_reply",
    ),
}
