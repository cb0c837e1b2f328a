"""Where a demand can stand, least advanced first, and which of these end or answer it."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a demand stands, least advanced first."""

    RECEIVED = "received"
    REGISTERED = "registered"
    OBJECTED = "objected"
    REFERRED_UP = "referred_up"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    SIMPLE = "simple"
    SUGGESTION_STUDY = "suggestion_study"
    SEALED_SENT = "sealed_sent"
    SEALED_TAKEN = "sealed_taken"
    HANDLING = "handling"
    EXTENDED = "extended"
    OPINION_REVIEW = "opinion_review"
    OPINION_ISSUED = "opinion_issued"
    SERVED = "served"
    EXECUTING = "executing"
    EXECUTED = "executed"
    SETTLED = "settled"
    REVIEW = "review"
    REVIEW_SERVED = "review_served"
    RECHECK = "recheck"
    ROUTED_OUT = "routed_out"
    LINKED = "linked"
    CLOSED_ROUTED = "closed_routed"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    SUGGESTION_TOLD = "suggestion_told"
    SEALED_TOLD = "sealed_told"
    CONCLUDED = "concluded"
    CLOSED_FINAL = "closed_final"
    MERGED = "merged"
    DIVIDED = "divided"


ORDER = {state: place for place, state in enumerate(State)}
CLOSED = frozenset(
    {
        State.LINKED,
        State.CLOSED_ROUTED,
        State.NOT_ACCEPTED,
        State.WITHDRAWN,
        State.SUGGESTION_TOLD,
        State.SEALED_TOLD,
        State.CONCLUDED,
        State.CLOSED_FINAL,
        State.MERGED,
        State.DIVIDED,
    }
)
#: Where a higher organ looks at the answer.
UNDER_REVIEW = frozenset({State.REVIEW, State.RECHECK})
ANSWERED = (
    frozenset(
        {
            *(State.SERVED, State.EXECUTING, State.EXECUTED, State.SETTLED),
            *(State.ROUTED_OUT, State.REVIEW_SERVED),
        }
    )
    | UNDER_REVIEW
    | CLOSED
)
