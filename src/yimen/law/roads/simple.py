"""The simplified procedure: first-time, clear, little disputed; a shorter promise, no lesser right.

Source: Measures for the simplified handling of petitions (2022). Its limits run beside those of the
ordinary procedure, which never stop for it: whatever becomes of it, the sixty days are counted.
"""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.states import State
from yimen.law.steps import ASIDE, BEFORE_ACCEPTANCE, Move, Starts, Step, Stops, When, stays, to

SIMPLE: Mapping[Move, Step] = {
    Move.PROPOSE_SIMPLE: Step(
        ways=stays(State.REGISTERED),
        article="22, 31",
        starts=(
            Starts("simple_dispatch", When.AT_BUREAU),
            Starts("simple_acceptance", When.AT_ORGAN),
        ),
    ),
    Move.DROP_SIMPLE: Step(
        ways=stays(State.REGISTERED, State.DISPATCHED),
        article="22, 31",
        stops=(Stops("simple_dispatch"), Stops("simple_acceptance")),
    ),
    Move.ACCEPT_SIMPLE: Step(
        ways=to(State.SIMPLE, State.DISPATCHED, State.REGISTERED, State.ACCEPTED),
        article="23, 31",
        stops=BEFORE_ACCEPTANCE,
        starts=(Starts("handling"), Starts("simple_handling")),
        paper="simple_notice",
    ),
    # Told by phone or message, it is answered; the time to ask for a review begins when the written
    # reply reaches her, as with every answer (art. 35), and the sixty days end no sooner.
    Move.ANSWER_SIMPLE: Step(
        ways=to(State.OPINION_ISSUED, State.SIMPLE),
        article="31, 35",
        stops=(Stops("simple_handling"), *ASIDE),
        paper="simple_reply",
    ),
    # The ordinary sixty days, counted from the simplified acceptance, ran on all the while; after a
    # short reply they are taken up again from that same day.
    Move.CONVERT_TO_ORDINARY: Step(
        ways=to(
            State.ACCEPTED,
            State.SIMPLE,
            State.OPINION_ISSUED,
            State.SERVED,
            State.EXECUTING,
            State.EXECUTED,
        ),
        article="23, 34",
        stops=(
            Stops("simple_handling"),
            Stops("review_request"),
            Stops("rating"),
            Stops("execution"),
            Stops("execution_answer"),
        ),
        starts=(Starts("handling"),),
        paper="ordinary_notice",
    ),
}
