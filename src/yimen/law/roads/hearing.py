"""Hearings, investigations and recusal: what happens while a matter is in hand, or rechecked.

Source: arts. 28, 31(6) and 36. A hearing stops no limit of the handling organ. In the recheck alone
its days are not counted, from the day on which it opens to the day on which it closes.
"""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.states import State
from yimen.law.steps import Move, Starts, Step, Stops, stays

#: Where a matter is being looked into, and where an opinion on it is already on its way.
IN_HAND = (State.ACCEPTED, State.HANDLING, State.EXTENDED, State.RECHECK)
#: Whatever is done to find the facts shows that a matter is being handled.
LOOKED_INTO = {State.ACCEPTED: State.HANDLING} | stays(
    State.HANDLING, State.EXTENDED, State.REVIEW, State.RECHECK
)
#: Where somebody may have to stand aside: until the answer is signed.
BEFORE_THE_ANSWER = stays(*IN_HAND, State.OPINION_REVIEW, State.REVIEW)

HEARING: Mapping[Move, Step] = {
    Move.ASK_HEARING: Step(
        ways=stays(*IN_HAND),
        article="31(6), 36",
        starts=(Starts("hearing_decision"), Starts("hearing")),
        paper="hearing_request",
    ),
    Move.GRANT_HEARING: Step(
        ways=stays(*IN_HAND),
        article="31(6), 36",
        stops=(Stops("hearing_decision"),),
        paper="hearing_decision",
    ),
    Move.REFUSE_HEARING: Step(
        ways=stays(*IN_HAND),
        article="31(6), 36",
        stops=(Stops("hearing_decision"), Stops("hearing")),
        paper="hearing_decision",
    ),
    Move.CALL_HEARING: Step(ways=stays(*IN_HAND), article="31(6), 36", paper="hearing_notice"),
    Move.OPEN_HEARING: Step(
        ways={State.ACCEPTED: State.HANDLING}
        | stays(State.HANDLING, State.EXTENDED, State.RECHECK),
        article="31(6), 36",
    ),
    Move.CLOSE_HEARING: Step(
        ways=stays(*IN_HAND),
        article="31(6), 36",
        stops=(Stops("hearing"),),
        paper="hearing_record",
    ),
    Move.CONCLUDE_HEARING: Step(
        ways=stays(*IN_HAND), article="31(6), 36", paper="hearing_vote, hearing_report"
    ),
    Move.INVESTIGATE: Step(ways=LOOKED_INTO, article="31(6)", paper="investigation_record"),
    Move.ASK_RECUSAL: Step(
        ways=BEFORE_THE_ANSWER,
        article="28",
        starts=(Starts("recusal_decision"),),
    ),
    Move.GRANT_RECUSAL: Step(
        ways=BEFORE_THE_ANSWER,
        article="28",
        stops=(Stops("recusal_decision"),),
        paper="recusal_decision",
    ),
    Move.REFUSE_RECUSAL: Step(
        ways=BEFORE_THE_ANSWER,
        article="28",
        stops=(Stops("recusal_decision"),),
        paper="recusal_decision",
    ),
}
