"""What leads off the straight road: objection, another lawful way, other hands, withdrawal."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.states import State
from yimen.law.steps import BEFORE_ANSWER, Move, Starts, Step, Stops, When, stays, to

ASIDE: Mapping[Move, Step] = {
    # While it is checked the organ's time for its notice runs on: nothing stops that.
    Move.OBJECT_DISPATCH: Step(
        ways=to(State.OBJECTED, State.DISPATCHED),
        article="23",
        stops=(Stops("objection"),),
        starts=(Starts("objection_check"),),
        paper="objection_letter",
    ),
    # The bureau's own time goes on where it stood: it is counted from the receipt, as before.
    Move.RETURN_DISPATCH: Step(
        ways=to(State.REGISTERED, State.OBJECTED),
        article="23",
        stops=(
            Stops("objection_check"),
            Stops("acceptance_notice"),
            Stops("assigned_report"),
        ),
        starts=(
            Starts("dispatch", When.AT_BUREAU),
            Starts("forwarding_chain", When.PASSED_ON),
            Starts("direct_notice", When.AT_ORGAN),
        ),
        paper="objection_reply",
    ),
    Move.UPHOLD_DISPATCH: Step(
        ways=to(State.DISPATCHED, State.OBJECTED),
        article="23",
        stops=(Stops("objection_check"),),
        paper="objection_reply",
    ),
    Move.ROUTE_OUT: Step(
        ways=to(State.ROUTED_OUT, State.REGISTERED, State.DISPATCHED),
        article="31",
        stops=BEFORE_ANSWER,
        starts=(Starts("follow_up"), Starts("elsewhere")),
        paper="guidance_notice",
    ),
    # Refused there, it stands where it stood; whoever received it has the whole time once more.
    Move.COME_BACK: Step(
        ways=to(State.REGISTERED, State.ROUTED_OUT),
        article="22, 23, 31",
        stops=(Stops("follow_up"), Stops("elsewhere")),
        starts=(
            Starts("dispatch", When.AT_BUREAU, anew=True),
            Starts("direct_notice", When.AT_ORGAN, anew=True),
        ),
        paper="resumption_notice",
    ),
    # What a matter is about may be seen better later; before it is sent, it is screened again.
    Move.RECATEGORISE: Step(
        ways=stays(
            State.OBJECTED,
            State.DISPATCHED,
            State.ACCEPTED,
            State.SIMPLE,
            State.HANDLING,
            State.EXTENDED,
            State.SUGGESTION_STUDY,
            State.OPINION_REVIEW,
            State.OPINION_ISSUED,
            State.SERVED,
            State.EXECUTING,
            State.EXECUTED,
        ),
        article="22",
    ),
    # What is owed after the answer, its execution and the report, may need another person too.
    Move.HAND_OVER: Step(
        ways=stays(
            State.ACCEPTED,
            State.SIMPLE,
            State.HANDLING,
            State.EXTENDED,
            State.SUGGESTION_STUDY,
            State.SEALED_TAKEN,
            State.SERVED,
            State.EXECUTING,
            State.EXECUTED,
            State.SETTLED,
            State.REVIEW,
            State.REVIEW_SERVED,
            State.RECHECK,
            State.CLOSED_FINAL,
        ),
        article="28",
    ),
    # The Regulations name no withdrawal: whoever may petition by art. 17 may also leave it be, of
    # her own free will and until the answer has reached her.
    Move.WITHDRAW: Step(
        ways=to(
            State.WITHDRAWN,
            State.RECEIVED,
            State.REGISTERED,
            State.OBJECTED,
            State.REFERRED_UP,
            State.DISPATCHED,
            State.ACCEPTED,
            State.SIMPLE,
            State.HANDLING,
            State.EXTENDED,
            State.SUGGESTION_STUDY,
            State.OPINION_REVIEW,
            State.OPINION_ISSUED,
        ),
        article="17",
        stops=(
            Stops("register"),
            Stops("objection_check"),
            Stops("competence_decision"),
            Stops("suggestion_reply"),
            *BEFORE_ANSWER,
        ),
        paper="withdrawal_notice",
    ),
}
