"""How demands are put in order and sent: split, merged, reported up, disputed, helped, handed on.

No row here stops a limit towards the petitioner, but where another organ gets the whole of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.states import State
from yimen.law.steps import BEFORE_ANSWER, LEAVES, Move, Starts, Step, Stops, When, stays, to

#: Where what is asked for can still be put in order: before it is sent, and while it is handled.
SORTED = (State.REGISTERED, State.ACCEPTED, State.HANDLING)
#: What is open, and whose turn it is may pass to a successor.
OPEN = (
    State.RECEIVED,
    State.REGISTERED,
    State.OBJECTED,
    State.REFERRED_UP,
    State.DISPATCHED,
    State.ACCEPTED,
    State.SIMPLE,
    State.SUGGESTION_STUDY,
    State.HANDLING,
    State.EXTENDED,
    State.OPINION_REVIEW,
    State.OPINION_ISSUED,
    State.SERVED,
    State.EXECUTING,
    State.EXECUTED,
    State.SETTLED,
)
#: Where a matter has gone before what it told of was reported: that is owed all the same.
LEFT = (
    State.SEALED_SENT,
    State.SEALED_TAKEN,
    State.REVIEW,
    State.REVIEW_SERVED,
    State.RECHECK,
    State.ROUTED_OUT,
    State.LINKED,
    State.CLOSED_ROUTED,
    State.NOT_ACCEPTED,
    State.WITHDRAWN,
    State.SUGGESTION_TOLD,
    State.SEALED_TOLD,
    State.CONCLUDED,
    State.CLOSED_FINAL,
)
INQUIRED = (State.ACCEPTED, State.HANDLING, State.EXTENDED)

SENDING: Mapping[Move, Step] = {
    # The parts have the same clocks with the same dates.
    Move.SPLIT_DEMAND: Step(ways=stays(*SORTED), article="22, 31", paper="sorting_notice"),
    # The one that is kept takes over, limit by limit, whichever date is sooner: see `joining`.
    Move.MERGE_DEMANDS: Step(
        ways=to(State.MERGED, *SORTED),
        article="22, 31",
        stops=(*BEFORE_ANSWER, Stops("urgent_report")),
        paper="sorting_notice",
    ),
    Move.ASK_SUPPLEMENT: Step(
        ways=stays(
            State.REGISTERED,
            State.DISPATCHED,
            State.ACCEPTED,
            State.SIMPLE,
            State.HANDLING,
            State.EXTENDED,
        ),
        article="19, 23",
        paper="supplement_notice",
    ),
    # An event is urgent, never a person. What is known to be urgent is reported at once.
    Move.FLAG_URGENT: Step(
        ways=stays(*OPEN),
        article="25",
        starts=(Starts("urgent_report"),),
    ),
    Move.REPORT_URGENT: Step(
        ways=stays(*OPEN, *LEFT),
        article="25",
        stops=(Stops("urgent_report"),),
        paper="urgent_report",
    ),
    Move.REPORT_UP: Step(
        ways=to(State.REFERRED_UP, State.REGISTERED),
        article="22(1)",
        stops=(*LEAVES, Stops("simple_dispatch")),
        starts=(Starts("competence_decision"), Starts("forwarding_chain", When.PASSED_ON)),
        paper="referral_letter",
    ),
    # The organ's time for its notice runs on while it is in dispute whose it is.
    Move.RAISE_DISPUTE: Step(
        ways=to(State.REFERRED_UP, State.DISPATCHED, State.OBJECTED),
        article="24",
        stops=(Stops("objection"), Stops("objection_check"), Stops("simple_acceptance")),
        starts=(Starts("competence_decision"), Starts("forwarding_chain", When.PASSED_ON)),
        paper="referral_letter",
    ),
    # What was decided is not objected to; another organ has its own fifteen days.
    Move.DECIDE_COMPETENCE: Step(
        ways=to(State.DISPATCHED, State.REFERRED_UP),
        article="24",
        stops=(
            Stops("competence_decision"),
            Stops("forwarding_chain"),
            Stops("acceptance_notice", When.MOVED),
        ),
        starts=(Starts("acceptance_notice"),),
        paper="designation_notice",
    ),
    # The successor has what was left of every limit; so has the successor of a higher organ that
    # reviews an answer, of the organ to which an accusation went, and of one that still owes
    # something where the road has ended: to carry out what a recheck orders, to report, to ask.
    Move.TRANSFER: Step(
        ways=stays(
            *OPEN,
            State.SEALED_SENT,
            State.SEALED_TAKEN,
            State.REVIEW,
            State.REVIEW_SERVED,
            State.RECHECK,
            State.ROUTED_OUT,
            State.CONCLUDED,
            State.CLOSED_FINAL,
        ),
        article="24",
        paper="transfer_notice",
    ),
    Move.ASK_ASSISTANCE: Step(ways=stays(*INQUIRED), article="24", paper="assistance_letter"),
    Move.CONTRIBUTE: Step(ways=stays(*INQUIRED, State.OPINION_REVIEW), article="24"),
}
