"""The straight road: lodged, sent, accepted, answered, carried out, concluded."""

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
    When,
    stays,
    to,
)

#: While and after a higher organ looks at the answer.
AFTER = (State.REVIEW, State.REVIEW_SERVED, State.RECHECK, State.CLOSED_FINAL)

MAIN: Mapping[Move, Step] = {
    Move.LODGE: Step(ways={}, article="17, 19, 21", starts=(Starts("register"),), paper="receipt"),
    Move.REGISTER: Step(
        ways=to(State.REGISTERED, State.RECEIVED),
        article="22, 23",
        stops=(Stops("register"),),
        starts=(
            Starts("dispatch", When.AT_BUREAU),
            Starts("direct_notice", When.AT_ORGAN),
            Starts("on_the_spot_notice", When.STANDING_HERE),
        ),
    ),
    # What can be told on the spot is told on the spot; anything else in its own days, in writing.
    Move.TELL_LATER: Step(
        ways=stays(State.REGISTERED), article="23", stops=(Stops("on_the_spot_notice"),)
    ),
    Move.SCREEN: Step(ways=stays(State.REGISTERED), article="22, 29, 30, 31"),
    Move.FORWARD: Step(
        ways=to(State.DISPATCHED, State.REGISTERED),
        article="22(2)",
        stops=(*LEAVES, Stops("forwarding_chain"), Stops("simple_dispatch")),
        starts=(
            Starts("acceptance_notice"),
            Starts("objection"),
            Starts("simple_acceptance", When.PROPOSED),
        ),
        paper="forwarding_notice, forwarding_letter",
    ),
    Move.ASSIGN: Step(
        ways=to(State.DISPATCHED, State.REGISTERED),
        article="22(3)",
        stops=(*LEAVES, Stops("forwarding_chain"), Stops("simple_dispatch")),
        starts=(
            Starts("acceptance_notice"),
            Starts("objection"),
            Starts("assigned_report"),
        ),
        paper="forwarding_notice, assignment_letter",
    ),
    Move.ACCEPT: Step(
        ways=to(State.ACCEPTED, State.DISPATCHED, State.REGISTERED),
        article="23, 31",
        stops=BEFORE_ACCEPTANCE,
        starts=(Starts("handling"),),
        paper="acceptance_notice",
    ),
    Move.DECLINE: Step(
        ways=to(State.NOT_ACCEPTED, State.DISPATCHED, State.REGISTERED),
        article="23, 44",
        stops=BEFORE_ANSWER,
        paper="non_acceptance_notice",
    ),
    Move.LOG_CONTACT: Step(
        ways={State.ACCEPTED: State.HANDLING} | stays(State.SIMPLE, State.HANDLING, State.EXTENDED),
        article="31(6)",
        stops=(Stops("xingguo.meeting", When.MET), Stops("xingguo.feedback", When.HEARD)),
    ),
    Move.ASK_EXTENSION: Step(ways=stays(State.ACCEPTED, State.HANDLING), article="34"),
    Move.REFUSE_EXTENSION: Step(ways=stays(State.ACCEPTED, State.HANDLING), article="34"),
    Move.EXTEND: Step(
        ways=to(State.EXTENDED, State.ACCEPTED, State.HANDLING),
        article="34",
        paper="extension_notice",
    ),
    # The draft may be on its way already when the notice goes out; returned, it is handled again.
    Move.TELL_EXTENSION: Step(
        ways=stays(State.HANDLING, State.EXTENDED, State.OPINION_REVIEW), article="34"
    ),
    Move.DRAFT_OPINION: Step(
        ways=to(State.OPINION_REVIEW, State.HANDLING, State.EXTENDED), article="31(6), 32"
    ),
    Move.CHECK_OPINION: Step(ways=stays(State.OPINION_REVIEW), article="32"),
    Move.RETURN_OPINION: Step(ways=to(State.HANDLING, State.OPINION_REVIEW), article="32"),
    Move.SIGN_OPINION: Step(ways=stays(State.OPINION_REVIEW), article="32"),
    Move.ISSUE_OPINION: Step(
        ways=to(State.OPINION_ISSUED, State.OPINION_REVIEW),
        article="32",
        paper="handling_opinion",
    ),
    Move.SERVE: Step(
        ways=to(State.SERVED, State.OPINION_ISSUED),
        article="34, 35",
        stops=(Stops("handling"),),
        starts=(Starts("review_request"), Starts("rating")),
        paper="service_receipt",
    ),
    Move.URGE_EXECUTION: Step(
        # What a review or recheck orders is owed like what the organ's own answer promises.
        ways=to(State.EXECUTING, State.SERVED) | stays(State.REVIEW_SERVED, State.CLOSED_FINAL),
        article="32, 35, 36",
        starts=(Starts("execution"),),
        paper="execution_notice",
    ),
    Move.EXECUTE: Step(
        # Asking for a review holds up nothing that was promised.
        ways=to(State.EXECUTED, State.EXECUTING) | stays(*AFTER),
        article="32",
        stops=(Stops("execution"),),
        starts=(Starts("execution_answer"),),
        paper="execution_report",
    ),
    Move.REPORT_BACK: Step(
        # Whoever assigned it waits for the report, even after the time for a review has passed.
        ways=stays(
            *(State.SERVED, State.EXECUTING, State.EXECUTED, State.SETTLED),
            *(*AFTER, State.CONCLUDED),
        ),
        article="22(3)",
        stops=(Stops("assigned_report"),),
        paper="closing_report",
    ),
    Move.RATE: Step(
        ways=stays(State.SERVED, State.EXECUTING, State.EXECUTED, State.SETTLED, *AFTER),
        article="21",
        stops=(Stops("rating"),),
    ),
    Move.CONCLUDE: Step(
        # What was not accepted stays so: only the time to have that looked at has passed.
        ways=to(State.CONCLUDED, State.SERVED, State.EXECUTED, State.REVIEW_SERVED, State.SETTLED)
        | stays(State.NOT_ACCEPTED),
        article="33, 35, 36",
        stops=(
            Stops("review_request"),
            Stops("recheck_request"),
            Stops("rating"),
            Stops("execution_answer"),
            Stops("settlement_answer"),
        ),
    ),
}
