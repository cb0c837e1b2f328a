"""After the answer: review, recheck, what a revoked answer costs, and what opens a matter again.

The clock of a request that is not accepted, or taken back, goes on with its own last day.
"""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.states import State
from yimen.law.steps import ASIDE, Move, Starts, Step, Stops, When, stays, to

#: Where a request for review, and one for recheck, can come from; a late one comes from the end.
BEFORE_REVIEW = (
    *(State.SERVED, State.EXECUTING, State.EXECUTED),
    *(State.NOT_ACCEPTED, State.CONCLUDED),
)
BEFORE_RECHECK = (State.REVIEW_SERVED, State.CONCLUDED)
_OVER = (Stops("review_opinion"), Stops("recheck_opinion"), *ASIDE)
_LEFT = {State.REVIEW: State.SERVED, State.RECHECK: State.REVIEW_SERVED}

REVIEW: Mapping[Move, Step] = {
    # A late request is a request: it is registered and answered in writing, in the same time.
    Move.ASK_REVIEW: Step(
        ways=to(State.REVIEW, *BEFORE_REVIEW),
        article="35",
        stops=(Stops("review_request"),),
        starts=(Starts("review_opinion"),),
        paper="review_request",
    ),
    Move.ASK_RECHECK: Step(
        ways=to(State.RECHECK, *BEFORE_RECHECK),
        article="36",
        stops=(Stops("recheck_request"),),
        starts=(Starts("recheck_opinion"),),
        paper="review_request",
    ),
    Move.ACCEPT_REVIEW: Step(
        ways=stays(State.REVIEW, State.RECHECK), article="35, 36", paper="review_acceptance"
    ),
    Move.DECLINE_REVIEW: Step(
        ways=_LEFT, article="35, 36", stops=_OVER, returns=True, paper="review_refusal"
    ),
    Move.WITHDRAW_REVIEW: Step(ways=_LEFT, article="35, 36", stops=_OVER, returns=True),
    Move.DRAFT_REVIEW: Step(ways=stays(State.REVIEW, State.RECHECK), article="35, 36"),
    Move.RETURN_REVIEW: Step(ways=stays(State.REVIEW, State.RECHECK), article="35, 36"),
    Move.SIGN_REVIEW: Step(
        ways=stays(State.REVIEW, State.RECHECK),
        article="35, 36",
        paper="review_opinion, recheck_opinion",
    ),
    Move.SERVE_REVIEW: Step(
        ways=to(State.REVIEW_SERVED, State.REVIEW),
        article="35, 36",
        stops=_OVER,
        starts=(Starts("recheck_request"),),
        paper="service_receipt",
    ),
    Move.SERVE_RECHECK: Step(
        ways=to(State.CLOSED_FINAL, State.RECHECK),
        article="36",
        stops=(*_OVER, Stops("rating")),
        paper="service_receipt",
    ),
    # The revoked answer is as if it had not been given: its duties end, and its time runs anew.
    Move.ORDER_REDO: Step(
        ways=to(State.HANDLING, State.REVIEW, State.RECHECK),
        article="34, 35, 36",
        stops=(*_OVER, Stops("execution"), Stops("execution_answer"), Stops("rating")),
        starts=(Starts("handling"),),
        paper="service_receipt",
    ),
    # New facts or new reasons are a right at any time; only the same ones are settled (art. 36).
    Move.ASK_REOPEN: Step(
        ways=stays(State.CONCLUDED, State.CLOSED_FINAL),
        article="36",
        starts=(Starts("reopen_notice"),),
    ),
    Move.REFUSE_REOPEN: Step(
        ways=stays(State.CONCLUDED, State.CLOSED_FINAL),
        article="36",
        stops=(Stops("reopen_notice"),),
        paper="reopening_refusal",
    ),
    Move.REOPEN: Step(
        ways=to(State.REGISTERED, State.CONCLUDED, State.CLOSED_FINAL),
        article="22, 23, 36",
        stops=(Stops("reopen_notice"), Stops("execution"), Stops("execution_answer")),
        starts=(
            Starts("dispatch", When.AT_BUREAU, anew=True),
            Starts("direct_notice", When.AT_ORGAN, anew=True),
        ),
        paper="reopening_notice",
    ),
}
