"""What states, acts, lists and reasons are called on the staff's screen: the words of the law."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.access.actor import Role
from yimen.law.moves import Move, State
from yimen.law.routes import Standing

Label = Promise | str

#: What a state is called, and how it looks: new, moving, waiting, done or refused.
STATES: dict[str, tuple[Label, str]] = {
    State.RECEIVED: (_("To be registered"), "new"),
    State.REGISTERED: (pgettext_lazy("state", "Registered"), "new"),
    State.OBJECTED: (_("Objection being checked"), "waiting"),
    State.REFERRED_UP: (_("Put up: whose it is"), "waiting"),
    State.DISPATCHED: (_("With the organ, not yet accepted"), "waiting"),
    State.ACCEPTED: (pgettext_lazy("state", "Accepted"), "moving"),
    State.SIMPLE: (_("In the simplified procedure"), "moving"),
    State.HANDLING: (_("Being handled"), "moving"),
    State.EXTENDED: (_("Being handled, extended"), "moving"),
    State.OPINION_REVIEW: (_("Opinion being checked"), "waiting"),
    State.OPINION_ISSUED: (_("Opinion issued, to be served"), "waiting"),
    State.SERVED: (_("Answered in writing"), "done"),
    State.EXECUTING: (_("To be carried out"), "moving"),
    State.EXECUTED: (_("Carried out"), "done"),
    State.SETTLED: (_("Settled by an agreement"), "waiting"),
    State.REVIEW: (_("Under review"), "moving"),
    State.REVIEW_SERVED: (_("Review opinion served"), "done"),
    State.RECHECK: (_("Being rechecked"), "moving"),
    State.SUGGESTION_STUDY: (_("Suggestion under study"), "moving"),
    State.SEALED_SENT: (_("Sent on under seal"), "waiting"),
    State.SEALED_TAKEN: (_("Accusation taken up"), "moving"),
    State.SUGGESTION_TOLD: (_("Suggestion answered"), "done"),
    State.SEALED_TOLD: (_("Accusation answered"), "done"),
    State.LINKED: (_("Repeat, answered with where it runs"), "done"),
    State.ROUTED_OUT: (_("Goes another lawful way"), "waiting"),
    State.CLOSED_ROUTED: (_("Taken up on another lawful way"), "done"),
    State.NOT_ACCEPTED: (_("Not accepted"), "refused"),
    State.MERGED: (_("Merged into another demand"), "done"),
    State.DIVIDED: (_("In an open file of its own"), "done"),
    State.WITHDRAWN: (pgettext_lazy("state", "Withdrawn"), "done"),
    State.CONCLUDED: (pgettext_lazy("state", "Concluded"), "done"),
    State.CLOSED_FINAL: (_("Closed after recheck"), "done"),
}

#: What a deed is called on its button.
ACTS: dict[str, Label] = {
    Move.LODGE: _("Take in"),
    Move.REGISTER: _("Register"),
    Move.TELL_LATER: _("It cannot be told on the spot"),
    Move.SCREEN: pgettext_lazy("act", "Screen"),
    Move.FORWARD: pgettext_lazy("act", "Forward"),
    Move.ASSIGN: pgettext_lazy("act", "Assign"),
    Move.OBJECT_DISPATCH: _("Object to the dispatch"),
    Move.RETURN_DISPATCH: _("Agree and take it back"),
    Move.UPHOLD_DISPATCH: _("Not founded: it stays there"),
    Move.ACCEPT: pgettext_lazy("act", "Accept"),
    Move.DECLINE: _("Do not accept"),
    Move.ROUTE_OUT: _("Name the lawful way"),
    Move.COME_BACK: _("Take it up again"),
    Move.WEIGH: _("Screening sheet"),
    Move.FOLLOW_UP: _("Asked again: still unknown"),
    Move.ACCEPTED_THERE: _("It was taken up there"),
    Move.TAKE_SUGGESTION: _("Take up the suggestion"),
    Move.STUDY_SUGGESTION: _("Record the study"),
    Move.REPLY_SUGGESTION: _("Decide and reply"),
    Move.NAME_ACCUSED: _("Enter whom it accuses"),
    Move.HAND_APART: _("Hand the letter over"),
    Move.DIVIDE: _("Give the rest a file of its own"),
    Move.PROPOSE_RELEASE: _("Write the issue sheet"),
    Move.RELEASE: _("Check and release"),
    Move.TAKE_ACCUSATION: _("Take up the accusation"),
    Move.ANSWER_ACCUSATION: _("Answer the petitioner"),
    Move.SPLIT_DEMAND: _("Split the demand"),
    Move.MERGE_DEMANDS: _("Merge others into it"),
    Move.ASK_SUPPLEMENT: _("Ask for further papers"),
    Move.FLAG_URGENT: _("Mark as urgent"),
    Move.REPORT_URGENT: _("Report it as urgent"),
    Move.REPORT_UP: _("Report it up"),
    Move.RAISE_DISPUTE: _("Put the dispute up"),
    Move.DECIDE_COMPETENCE: _("Decide whose it is"),
    Move.TRANSFER: _("Pass it to the successor"),
    Move.ASK_ASSISTANCE: _("Ask another organ to assist"),
    Move.CONTRIBUTE: _("Contribute"),
    Move.PROPOSE_SIMPLE: _("Propose the simplified procedure"),
    Move.DROP_SIMPLE: _("Not simple after all"),
    Move.ACCEPT_SIMPLE: _("Accept as simple"),
    Move.ANSWER_SIMPLE: _("Answer in short"),
    Move.CONVERT_TO_ORDINARY: _("To the ordinary procedure"),
    Move.RECATEGORISE: _("Mend the category"),
    Move.HAND_OVER: _("Hand over"),
    Move.LOG_CONTACT: _("Log a contact"),
    Move.ASK_EXTENSION: _("Ask for more time"),
    Move.REFUSE_EXTENSION: _("Give no more time"),
    Move.EXTEND: _("Approve more time"),
    Move.TELL_EXTENSION: _("Tell of the extension"),
    Move.DRAFT_OPINION: _("Draft the opinion"),
    Move.CHECK_OPINION: _("Passes the check"),
    Move.RETURN_OPINION: _("Return to the handler"),
    Move.SIGN_OPINION: _("Sign the opinion"),
    Move.ISSUE_OPINION: _("Issue the opinion"),
    Move.SERVE: _("Enter the service"),
    Move.MISS_SERVICE: _("Note a failed service"),
    Move.SERVE_NOTICE: _("Enter the service of the notice"),
    Move.MISS_PAPER: _("Note a failed service"),
    Move.URGE_EXECUTION: _("Urge execution"),
    Move.EXECUTE: _("Report it carried out"),
    Move.REPORT_BACK: _("Make the closing report"),
    Move.RATE: pgettext_lazy("act", "Rate"),
    Move.WITHDRAW: _("Enter a withdrawal"),
    Move.CONCLUDE: pgettext_lazy("act", "Conclude"),
    Move.INVESTIGATE: _("Record an investigation"),
    Move.ASK_HEARING: _("Ask for a hearing"),
    Move.GRANT_HEARING: _("Grant the hearing"),
    Move.REFUSE_HEARING: _("Hold no hearing"),
    Move.CALL_HEARING: _("Call the hearing"),
    Move.OPEN_HEARING: _("Open the hearing"),
    Move.CLOSE_HEARING: _("Close the hearing"),
    Move.CONCLUDE_HEARING: _("Conclude the hearing"),
    Move.ASK_RECUSAL: _("Enter a recusal"),
    Move.GRANT_RECUSAL: _("Grant the recusal"),
    Move.REFUSE_RECUSAL: _("Refuse the recusal"),
    Move.ASK_REVIEW: _("Take in a request for review"),
    Move.ASK_RECHECK: _("Take in a request for recheck"),
    Move.ACCEPT_REVIEW: _("Accept the request"),
    Move.DECLINE_REVIEW: _("Not accept the request"),
    Move.WITHDRAW_REVIEW: _("Take the request back"),
    Move.DRAFT_REVIEW: _("Write the review opinion"),
    Move.RETURN_REVIEW: _("Return the draft"),
    Move.SIGN_REVIEW: _("Sign the review opinion"),
    Move.SERVE_REVIEW: _("Enter the service of the review"),
    Move.SERVE_RECHECK: _("Enter the service of the recheck"),
    Move.ORDER_REDO: _("Order it to be handled anew"),
    Move.ASK_REOPEN: _("Take in new facts"),
    Move.REFUSE_REOPEN: _("Not take it up again"),
    Move.REOPEN: _("Take it up anew"),
    Move.ANSWER_REPEAT: _("Answer as a repeat"),
    Move.RESUME_REPEAT: _("Take the repeat up again"),
    Move.CONFIRM_EXECUTION: _("Enter that it was done"),
    Move.DISPUTE_EXECUTION: _("Enter that it was not done"),
    Move.SETTLE: _("Settle by an agreement"),
    Move.KEEP_SETTLEMENT: _("Enter that the agreement was kept"),
    Move.RESUME_SETTLED: _("Take it up again after the agreement"),
    "join": _("Join to another matter"),
    "part": _("Part from the joint handling"),
    "bring_along": _("Bring the joined matters along"),
    "add_roster": _("Add a roster"),
    "serve_reply": _("Enter who has the answer"),
    "miss_reply": _("Enter who was not reached"),
    "offer_aftercare": _("Offer aftercare"),
    "answer_aftercare": _("Enter the answer to the offer"),
    "flag_unclear": _("Name or address unclear"),
    "clear_unclear": _("Name and address are clear now"),
    "attach": _("Add a paper"),
    "link": _("Link to another matter"),
    "refer": _("Refer to a room"),
}

#: What the lists of a desk are called, and what an empty one says.
VIEWS: dict[str, tuple[Label, Label]] = {
    "mine": (_("Mine"), _("Nothing waits for you. Unassigned matters are in the next list.")),
    "unassigned": (_("Nobody's yet"), _("Every matter of your organ has a handler.")),
    "organ": (_("My organ"), _("Your organ has no open matter.")),
    "answered": (pgettext_lazy("list", "Answered"), _("Nothing has been answered yet.")),
    "to_screen": (_("To register and screen"), _("Everything that came in has been sent on.")),
    "elsewhere": (
        _("Guided elsewhere"),
        _("Nothing that was guided elsewhere waits to be asked after."),
    ),
    "to_check": (_("To check"), _("No draft opinion waits for your check.")),
    "to_decide": (_("To decide"), _("Nothing waits for your decision.")),
    "asked": (_("Hearings and recusals"), _("No hearing and no recusal waits for your decision.")),
    "area": (_("My area"), _("No open matter in your area.")),
}
#: Who sees of an area only what was referred to their room.
#: What a desk says of a matter beside its state.
ANSWERS: dict[str, Label] = {
    "returned": _("returned, to be written again"),
    "signed": _("signed, to be issued"),
    "extension": _("more time asked for"),
}
_IN_ROOMS = frozenset({Role.LAWYER, Role.COUNSELLOR, Role.MEDIATOR})


def nothing_there(role: Role, view: str) -> Label:
    """Say why a list is empty, as it is for this role."""
    if role in _IN_ROOMS:
        return _("Nothing has been referred to your room. What is referred appears here.")
    return VIEWS[view][1]


#: Why an earlier matter is shown.
BECAUSE: dict[str, Label] = {
    "identity": _("same identity number"),
    "phone": _("same telephone number"),
    "name": _("same name"),
    "words": _("similar words"),
}

#: The ways of art. 31, and of arts. 29 and 30 for the other two classes.
WAYS: dict[int, Label] = {
    1: _("Art. 31(1): courts, public prosecution, public security"),
    2: _("Art. 31(2): arbitration"),
    3: _("Art. 31(3): appeals within the Party and the civil service"),
    4: _("Art. 31(4): an administrative procedure"),
    5: _("Art. 31(5): a duty to act under the law"),
    6: _("Art. 31(6): the petition procedure"),
}

#: What a row of the list of lawful ways means for a petition.
STANDINGS: dict[str, Label] = {
    Standing.OUT: _("Answers it instead of the petition procedure"),
    Standing.BESIDE: _("Helps beside it"),
    Standing.OWN: _("A procedure of the Regulations themselves"),
}

#: What a reading was of.
READ: dict[str, Label] = {
    "file": _("the file"),
    "letter": _("a letter"),
    "attachment": _("a paper handed in"),
    "bundle": _("the whole file as one PDF"),
    "sealed": _("the sealed letter"),
    "unmask:id": _("the identity number"),
    "unmask:phone": _("the telephone number"),
    "unmask:address": _("the address"),
}

ROOMS: list[tuple[str, Label]] = [
    ("lawyer", _("Legal room")),
    ("mediator", _("Mediation room")),
]


def read_words(what: str) -> Label:
    """Return what somebody read, as words."""
    return READ.get(what) or READ.get(what.partition(":")[0], what)


#: Whether a version of a norm counts, what became of a change to the rules, and how far a trial is.
NORM_STANDINGS: dict[str, tuple[Promise | str, str]] = {
    "counts": (pgettext_lazy("norm", "In force"), "done"),
    "to_come": (pgettext_lazy("norm", "Not in force yet"), "new"),
    "superseded": (pgettext_lazy("norm", "Superseded"), "refused"),
    "ended": (pgettext_lazy("norm", "No longer in force"), "refused"),
}
CHANGE_STAGES: dict[str, tuple[Promise | str, str]] = {
    "proposed": (_("Waits for a second person"), "waiting"),
    "published": (_("Published"), "done"),
    "refused": (_("Turned down"), "refused"),
}
TRIAL_STAGES: dict[str, tuple[Promise | str, str]] = {
    "waiting": (_("Waits its turn"), "waiting"),
    "running": (_("Being worked out"), "moving"),
    "done": (_("Worked out"), "done"),
    "failed": (_("Broke off"), "refused"),
}
CHANGE_PARTS: dict[str, Promise | str] = {
    "limits": _("time limits"),
    "profiles": _("local profiles"),
    "calendar": _("days of rest"),
    "routes": _("lawful ways elsewhere"),
}
