"""Every state of a demand and every lawful move between them. Data, not behaviour.

Source: Regulations on Petition Work (2022), arts. 19-36, by article beside each move. What the
table does not hold cannot be done; nothing else in the code decides it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yimen.base.errors import Refused


class State(StrEnum):
    """Where a demand stands, least advanced first."""

    RECEIVED = "received"
    REGISTERED = "registered"
    OBJECTED = "objected"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    HANDLING = "handling"
    EXTENDED = "extended"
    OPINION_REVIEW = "opinion_review"
    OPINION_ISSUED = "opinion_issued"
    SERVED = "served"
    EXECUTING = "executing"
    EXECUTED = "executed"
    ROUTED_OUT = "routed_out"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    CONCLUDED = "concluded"


ORDER = {state: place for place, state in enumerate(State)}
CLOSED = frozenset({State.ROUTED_OUT, State.NOT_ACCEPTED, State.WITHDRAWN, State.CONCLUDED})
ANSWERED = frozenset({State.SERVED, State.EXECUTING, State.EXECUTED}) | CLOSED


class Move(StrEnum):
    """What a person may do to a demand."""

    LODGE = "lodge"
    REGISTER = "register"
    SCREEN = "screen"
    FORWARD = "forward"
    ASSIGN = "assign"
    OBJECT_DISPATCH = "object_dispatch"
    RETURN_DISPATCH = "return_dispatch"
    UPHOLD_DISPATCH = "uphold_dispatch"
    ACCEPT = "accept"
    DECLINE = "decline"
    ROUTE_OUT = "route_out"
    COME_BACK = "come_back"
    RECATEGORISE = "recategorise"
    HAND_OVER = "hand_over"
    LOG_CONTACT = "log_contact"
    ASK_EXTENSION = "ask_extension"
    REFUSE_EXTENSION = "refuse_extension"
    EXTEND = "extend"
    TELL_EXTENSION = "tell_extension"
    DRAFT_OPINION = "draft_opinion"
    CHECK_OPINION = "check_opinion"
    RETURN_OPINION = "return_opinion"
    SIGN_OPINION = "sign_opinion"
    ISSUE_OPINION = "issue_opinion"
    SERVE = "serve"
    URGE_EXECUTION = "urge_execution"
    EXECUTE = "execute"
    REPORT_BACK = "report_back"
    RATE = "rate"
    WITHDRAW = "withdraw"
    CONCLUDE = "conclude"


class When(StrEnum):
    """Under which fact of the file a clock starts."""

    ALWAYS = "always"
    AT_BUREAU = "received by a petition bureau"
    AT_ORGAN = "received by the organ itself"
    MET = "the petitioner was met"
    HEARD = "the petitioner was met or heard"


@dataclass(frozen=True, slots=True)
class Starts:
    """A limit begins to run, under a condition; `anew` counts it from now, not from its event."""

    limit: str
    when: When = When.ALWAYS
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Stops:
    """A limit is done with, under a condition."""

    limit: str
    when: When = When.ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One lawful move: from where to where, what it does to the clocks, and by which article."""

    ways: Mapping[State, State]
    article: str
    starts: tuple[Starts, ...] = ()
    stops: tuple[Stops, ...] = ()
    paper: str = field(default="")


def _stays(*states: State) -> dict[State, State]:
    return {state: state for state in states}


def _to(end: State, *starts: State) -> dict[State, State]:
    return dict.fromkeys(starts, end)


_S = State
_BEFORE_ACCEPTANCE = (
    Stops("dispatch"),
    Stops("direct_notice"),
    Stops("acceptance_notice"),
    Stops("objection"),
)
_BEFORE_ANSWER = (*_BEFORE_ACCEPTANCE, Stops("assigned_report"), Stops("handling"))

MOVES: Mapping[Move, Step] = {
    Move.LODGE: Step(ways={}, article="17, 19, 21", starts=(Starts("register"),), paper="receipt"),
    Move.REGISTER: Step(
        ways=_to(_S.REGISTERED, _S.RECEIVED),
        article="22, 23",
        stops=(Stops("register"),),
        starts=(
            Starts("dispatch", When.AT_BUREAU),
            Starts("direct_notice", When.AT_ORGAN),
        ),
    ),
    Move.SCREEN: Step(ways=_stays(_S.REGISTERED), article="22, 29, 30, 31"),
    Move.FORWARD: Step(
        ways=_to(_S.DISPATCHED, _S.REGISTERED),
        article="22(2)",
        stops=(Stops("dispatch"), Stops("direct_notice")),
        starts=(Starts("acceptance_notice"), Starts("objection")),
        paper="forwarding_notice, forwarding_letter",
    ),
    Move.ASSIGN: Step(
        ways=_to(_S.DISPATCHED, _S.REGISTERED),
        article="22(3)",
        stops=(Stops("dispatch"), Stops("direct_notice")),
        starts=(
            Starts("acceptance_notice"),
            Starts("objection"),
            Starts("assigned_report"),
        ),
        paper="forwarding_notice, assignment_letter",
    ),
    # While it is checked the organ's time for its notice runs on: nothing stops that.
    Move.OBJECT_DISPATCH: Step(
        ways=_to(_S.OBJECTED, _S.DISPATCHED),
        article="23",
        stops=(Stops("objection"),),
        starts=(Starts("objection_check"),),
        paper="objection_letter",
    ),
    # The bureau's own time goes on where it stood: it is counted from the receipt, as before.
    Move.RETURN_DISPATCH: Step(
        ways=_to(_S.REGISTERED, _S.OBJECTED),
        article="23",
        stops=(
            Stops("objection_check"),
            Stops("acceptance_notice"),
            Stops("assigned_report"),
        ),
        starts=(
            Starts("dispatch", When.AT_BUREAU),
            Starts("direct_notice", When.AT_ORGAN),
        ),
        paper="objection_reply",
    ),
    Move.UPHOLD_DISPATCH: Step(
        ways=_to(_S.DISPATCHED, _S.OBJECTED),
        article="23",
        stops=(Stops("objection_check"),),
        paper="objection_reply",
    ),
    Move.ACCEPT: Step(
        ways=_to(_S.ACCEPTED, _S.DISPATCHED, _S.REGISTERED),
        article="23, 31",
        stops=_BEFORE_ACCEPTANCE,
        starts=(Starts("handling"),),
        paper="acceptance_notice",
    ),
    Move.DECLINE: Step(
        ways=_to(_S.NOT_ACCEPTED, _S.DISPATCHED, _S.REGISTERED),
        article="23, 44",
        stops=_BEFORE_ANSWER,
        paper="non_acceptance_notice",
    ),
    Move.ROUTE_OUT: Step(
        ways=_to(_S.ROUTED_OUT, _S.REGISTERED, _S.DISPATCHED),
        article="31",
        stops=_BEFORE_ANSWER,
        paper="guidance_notice",
    ),
    # Refused there, it stands where it stood; whoever received it has the whole time once more.
    Move.COME_BACK: Step(
        ways=_to(_S.REGISTERED, _S.ROUTED_OUT),
        article="22, 23, 31",
        starts=(
            Starts("dispatch", When.AT_BUREAU, anew=True),
            Starts("direct_notice", When.AT_ORGAN, anew=True),
        ),
        paper="resumption_notice",
    ),
    # What a matter is about may be seen better later; before it is sent, it is screened again.
    Move.RECATEGORISE: Step(
        ways=_stays(
            _S.OBJECTED,
            _S.DISPATCHED,
            _S.ACCEPTED,
            _S.HANDLING,
            _S.EXTENDED,
            _S.OPINION_REVIEW,
            _S.OPINION_ISSUED,
            _S.SERVED,
            _S.EXECUTING,
            _S.EXECUTED,
        ),
        article="22",
    ),
    # What is owed after the answer, its execution and the report, may need another person too.
    Move.HAND_OVER: Step(
        ways=_stays(_S.ACCEPTED, _S.HANDLING, _S.EXTENDED, _S.SERVED, _S.EXECUTING, _S.EXECUTED),
        article="28",
    ),
    Move.LOG_CONTACT: Step(
        ways={_S.ACCEPTED: _S.HANDLING} | _stays(_S.HANDLING, _S.EXTENDED),
        article="31(6)",
        stops=(Stops("xingguo.meeting", When.MET), Stops("xingguo.feedback", When.HEARD)),
    ),
    Move.ASK_EXTENSION: Step(ways=_stays(_S.ACCEPTED, _S.HANDLING), article="34"),
    Move.REFUSE_EXTENSION: Step(ways=_stays(_S.ACCEPTED, _S.HANDLING), article="34"),
    Move.EXTEND: Step(
        ways=_to(_S.EXTENDED, _S.ACCEPTED, _S.HANDLING),
        article="34",
        paper="extension_notice",
    ),
    # The draft may be on its way already when the notice goes out; returned, it is handled again.
    Move.TELL_EXTENSION: Step(
        ways=_stays(_S.HANDLING, _S.EXTENDED, _S.OPINION_REVIEW), article="34"
    ),
    Move.DRAFT_OPINION: Step(
        ways=_to(_S.OPINION_REVIEW, _S.HANDLING, _S.EXTENDED), article="31(6), 32"
    ),
    Move.CHECK_OPINION: Step(ways=_stays(_S.OPINION_REVIEW), article="32"),
    Move.RETURN_OPINION: Step(ways=_to(_S.HANDLING, _S.OPINION_REVIEW), article="32"),
    Move.SIGN_OPINION: Step(ways=_stays(_S.OPINION_REVIEW), article="32"),
    Move.ISSUE_OPINION: Step(
        ways=_to(_S.OPINION_ISSUED, _S.OPINION_REVIEW),
        article="32",
        paper="handling_opinion",
    ),
    Move.SERVE: Step(
        ways=_to(_S.SERVED, _S.OPINION_ISSUED),
        article="34, 35",
        stops=(Stops("handling"),),
        starts=(Starts("review_request"), Starts("rating")),
        paper="service_receipt",
    ),
    Move.URGE_EXECUTION: Step(
        ways=_to(_S.EXECUTING, _S.SERVED), article="32", starts=(Starts("execution"),)
    ),
    Move.EXECUTE: Step(
        ways=_to(_S.EXECUTED, _S.EXECUTING), article="32", stops=(Stops("execution"),)
    ),
    Move.REPORT_BACK: Step(
        # Whoever assigned it waits for the report, even after the time for a review has passed.
        ways=_stays(_S.SERVED, _S.EXECUTING, _S.EXECUTED, _S.CONCLUDED),
        article="22(3)",
        stops=(Stops("assigned_report"),),
        paper="closing_report",
    ),
    Move.RATE: Step(
        ways=_stays(_S.SERVED, _S.EXECUTING, _S.EXECUTED),
        article="21",
        stops=(Stops("rating"),),
    ),
    # The Regulations name no withdrawal: whoever may petition by art. 17 may also leave it be, of
    # her own free will and until the answer has reached her.
    Move.WITHDRAW: Step(
        ways=_to(
            _S.WITHDRAWN,
            _S.RECEIVED,
            _S.REGISTERED,
            _S.OBJECTED,
            _S.DISPATCHED,
            _S.ACCEPTED,
            _S.HANDLING,
            _S.EXTENDED,
            _S.OPINION_REVIEW,
            _S.OPINION_ISSUED,
        ),
        article="17",
        stops=(Stops("register"), Stops("objection_check"), *_BEFORE_ANSWER),
        paper="withdrawal_notice",
    ),
    Move.CONCLUDE: Step(
        ways=_to(_S.CONCLUDED, _S.SERVED, _S.EXECUTED),
        article="35",
        stops=(Stops("review_request"), Stops("rating")),
    ),
}


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
