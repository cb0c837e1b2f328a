"""What a row of the table of moves is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yimen.law.states import State


class Move(StrEnum):
    """What a person may do to a demand."""

    LODGE = "lodge"
    REGISTER = "register"
    TELL_LATER = "tell_later"
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
    WEIGH = "weigh"
    FOLLOW_UP = "follow_up"
    ACCEPTED_THERE = "accepted_there"
    SPLIT_DEMAND = "split_demand"
    MERGE_DEMANDS = "merge_demands"
    ASK_SUPPLEMENT = "ask_supplement"
    FLAG_URGENT = "flag_urgent"
    REPORT_URGENT = "report_urgent"
    REPORT_UP = "report_up"
    RAISE_DISPUTE = "raise_dispute"
    DECIDE_COMPETENCE = "decide_competence"
    TRANSFER = "transfer"
    ASK_ASSISTANCE = "ask_assistance"
    CONTRIBUTE = "contribute"
    PROPOSE_SIMPLE = "propose_simple"
    DROP_SIMPLE = "drop_simple"
    ACCEPT_SIMPLE = "accept_simple"
    ANSWER_SIMPLE = "answer_simple"
    CONVERT_TO_ORDINARY = "convert_to_ordinary"
    TAKE_SUGGESTION = "take_suggestion"
    STUDY_SUGGESTION = "study_suggestion"
    REPLY_SUGGESTION = "reply_suggestion"
    NAME_ACCUSED = "name_accused"
    HAND_APART = "hand_apart"
    DIVIDE = "divide"
    PROPOSE_RELEASE = "propose_release"
    RELEASE = "release"
    TAKE_ACCUSATION = "take_accusation"
    ANSWER_ACCUSATION = "answer_accusation"
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
    MISS_SERVICE = "miss_service"
    SERVE_NOTICE = "serve_notice"
    MISS_PAPER = "miss_paper"
    URGE_EXECUTION = "urge_execution"
    EXECUTE = "execute"
    REPORT_BACK = "report_back"
    RATE = "rate"
    ASK_REVIEW = "ask_review"
    ASK_RECHECK = "ask_recheck"
    ACCEPT_REVIEW = "accept_review"
    DECLINE_REVIEW = "decline_review"
    WITHDRAW_REVIEW = "withdraw_review"
    DRAFT_REVIEW = "draft_review"
    RETURN_REVIEW = "return_review"
    SIGN_REVIEW = "sign_review"
    SERVE_REVIEW = "serve_review"
    SERVE_RECHECK = "serve_recheck"
    ORDER_REDO = "order_redo"
    WITHDRAW = "withdraw"
    CONCLUDE = "conclude"
    ASK_REOPEN = "ask_reopen"
    REFUSE_REOPEN = "refuse_reopen"
    REOPEN = "reopen"
    ASK_HEARING = "ask_hearing"
    GRANT_HEARING = "grant_hearing"
    REFUSE_HEARING = "refuse_hearing"
    CALL_HEARING = "call_hearing"
    OPEN_HEARING = "open_hearing"
    CLOSE_HEARING = "close_hearing"
    CONCLUDE_HEARING = "conclude_hearing"
    INVESTIGATE = "investigate"
    ASK_RECUSAL = "ask_recusal"
    GRANT_RECUSAL = "grant_recusal"
    REFUSE_RECUSAL = "refuse_recusal"
    ANSWER_REPEAT = "answer_repeat"
    RESUME_REPEAT = "resume_repeat"
    CONFIRM_EXECUTION = "confirm_execution"
    DISPUTE_EXECUTION = "dispute_execution"
    SETTLE = "settle"
    KEEP_SETTLEMENT = "keep_settlement"
    RESUME_SETTLED = "resume_settled"


class When(StrEnum):
    """Under which fact of the file a clock starts."""

    ALWAYS = "always"
    AT_BUREAU = "received by a petition bureau"
    AT_ORGAN = "received by the organ itself"
    MET = "the petitioner was met"
    HEARD = "the petitioner was met or heard"
    MOVED = "another organ was named"
    PROPOSED = "the simplified procedure was proposed"
    STANDING_HERE = "she came in person and is still there"
    PASSED_ON = "it is passed on once more"


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
    #: The demand goes back to where it came from, with the clocks that stopped when it left.
    returns: bool = False
    paper: str = field(default="")


def stays(*states: State) -> dict[State, State]:
    """Return the ways of a move that leaves the state as it is."""
    return {state: state for state in states}


def to(end: State, *starts: State) -> dict[State, State]:
    """Return the ways of a move that leads from several states to one."""
    return dict.fromkeys(starts, end)


#: What ends with every way in which a matter leaves whoever received it.
LEAVES = (Stops("dispatch"), Stops("on_the_spot_notice"), Stops("direct_notice"))
#: What ends with the decision whose matter it is, and what ends with any answer.
BEFORE_ACCEPTANCE = (
    Stops("dispatch"),
    Stops("forwarding_chain"),
    Stops("on_the_spot_notice"),
    Stops("direct_notice"),
    Stops("acceptance_notice"),
    Stops("objection"),
    Stops("elsewhere"),
    Stops("simple_dispatch"),
    Stops("simple_acceptance"),
)
#: What was asked for beside the matter itself; it ends with it.
ASIDE = (Stops("hearing_decision"), Stops("hearing"), Stops("recusal_decision"))
BEFORE_ANSWER = (
    *BEFORE_ACCEPTANCE,
    Stops("assigned_report"),
    Stops("handling"),
    Stops("simple_handling"),
    *ASIDE,
)
