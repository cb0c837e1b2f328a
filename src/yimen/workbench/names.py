"""What states, acts, lists and reasons are called on the staff's screen: the words of the law."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.access.actor import Role
from yimen.law.moves import Move, State

Label = Promise | str

#: What a state is called, and how it looks: new, moving, waiting, done or refused.
STATES: dict[str, tuple[Label, str]] = {
    State.RECEIVED: (_("To be registered"), "new"),
    State.REGISTERED: (pgettext_lazy("state", "Registered"), "new"),
    State.OBJECTED: (_("Objection being checked"), "waiting"),
    State.DISPATCHED: (_("With the organ, not yet accepted"), "waiting"),
    State.ACCEPTED: (pgettext_lazy("state", "Accepted"), "moving"),
    State.HANDLING: (_("Being handled"), "moving"),
    State.EXTENDED: (_("Being handled, extended"), "moving"),
    State.OPINION_REVIEW: (_("Opinion being checked"), "waiting"),
    State.OPINION_ISSUED: (_("Opinion issued, to be served"), "waiting"),
    State.SERVED: (_("Answered in writing"), "done"),
    State.EXECUTING: (_("To be carried out"), "moving"),
    State.EXECUTED: (_("Carried out"), "done"),
    State.ROUTED_OUT: (_("Goes another lawful way"), "done"),
    State.NOT_ACCEPTED: (_("Not accepted"), "refused"),
    State.WITHDRAWN: (pgettext_lazy("state", "Withdrawn"), "done"),
    State.CONCLUDED: (pgettext_lazy("state", "Concluded"), "done"),
}

#: What a deed is called on its button.
ACTS: dict[str, Label] = {
    Move.LODGE: _("Take in"),
    Move.REGISTER: _("Register"),
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
    Move.URGE_EXECUTION: _("Urge execution"),
    Move.EXECUTE: _("Report it carried out"),
    Move.REPORT_BACK: _("Make the closing report"),
    Move.RATE: pgettext_lazy("act", "Rate"),
    Move.WITHDRAW: _("Enter a withdrawal"),
    Move.CONCLUDE: pgettext_lazy("act", "Conclude"),
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
    "to_check": (_("To check"), _("No draft opinion waits for your check.")),
    "to_decide": (_("To decide"), _("Nothing waits for your decision.")),
    "area": (_("My area"), _("No open matter in your area.")),
}
#: Who sees of an area only what was referred to their room.
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

#: What a reading was of.
READ: dict[str, Label] = {
    "file": _("the file"),
    "letter": _("a letter"),
    "attachment": _("a paper handed in"),
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
