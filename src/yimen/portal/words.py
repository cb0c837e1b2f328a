"""What states, limits and readings are called on the citizens' pages: plain words, no jargon."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.law.moves import State

Label = Promise | str

#: What a state is called, how it looks, and the sentence that says where the matter is.
STATES: dict[str, tuple[Label, str, Label]] = {
    State.RECEIVED: (
        pgettext_lazy("state", "Received"),
        "new",
        _("We have it. Next it is entered in the register."),
    ),
    State.REGISTERED: (
        pgettext_lazy("state", "Registered"),
        "new",
        _("It is registered. {organ} is finding the organ that can settle it."),
    ),
    State.OBJECTED: (
        pgettext_lazy("state", "The right organ is being found"),
        "waiting",
        _("The organ thinks it is another's. {organ} checks that; no date moves for it."),
    ),
    State.DISPATCHED: (
        pgettext_lazy("state", "Sent on"),
        "waiting",
        _("It was sent to {organ}, which must say whether it takes it up."),
    ),
    State.ACCEPTED: (
        pgettext_lazy("state", "Taken up"),
        "moving",
        _("{organ} has taken it up and must answer you."),
    ),
    State.HANDLING: (
        pgettext_lazy("state", "Being handled"),
        "moving",
        _("{organ} is looking into it and must answer you."),
    ),
    State.EXTENDED: (
        pgettext_lazy("state", "Being handled, with more time"),
        "moving",
        _("{organ} is looking into it and has asked for more time."),
    ),
    State.OPINION_REVIEW: (
        pgettext_lazy("state", "Answer being checked"),
        "moving",
        _("{organ} has drafted its answer; it is being checked."),
    ),
    State.OPINION_ISSUED: (
        pgettext_lazy("state", "Answer ready"),
        "waiting",
        _("The answer of {organ} is ready for you."),
    ),
    State.SERVED: (
        pgettext_lazy("state", "Answered"),
        "done",
        _("You have the answer of {organ}."),
    ),
    State.EXECUTING: (
        pgettext_lazy("state", "To be carried out"),
        "moving",
        _("Your demand is supported. {organ} must now do what the answer says."),
    ),
    State.EXECUTED: (
        pgettext_lazy("state", "Carried out"),
        "done",
        _("{organ} reports that it did what the answer says."),
    ),
    State.ROUTED_OUT: (
        pgettext_lazy("state", "Goes another lawful way"),
        "done",
        _("Another lawful way leads further. The notice says where, and until when you have."),
    ),
    State.NOT_ACCEPTED: (
        pgettext_lazy("state", "Not taken up"),
        "refused",
        _("{organ} did not take it up. The notice says why, and where you can go."),
    ),
    State.WITHDRAWN: (
        pgettext_lazy("state", "Withdrawn"),
        "done",
        _("You withdrew it. You can file it again at any time."),
    ),
    State.CONCLUDED: (
        pgettext_lazy("state", "Concluded"),
        "done",
        _("This matter is concluded."),
    ),
}

#: What happens at the latest when a limit ends, by the name of the limit in the law.
DUTIES: dict[str, Label] = {
    "register": _("{organ} enters it in the register."),
    "dispatch": _("{organ} sends it on to the organ that can settle it, and tells you which."),
    "direct_notice": _("{organ} tells you in writing how it will be handled, or where to go."),
    "objection_check": _("{organ} decides which organ takes it up."),
    "acceptance_notice": _("{organ} tells you in writing whether it takes it up."),
    "assigned_report": _("{organ} reports the outcome to the office that assigned it."),
    "handling": _("{organ} gives you its answer in writing."),
    "execution": _("{organ} does what the answer says."),
    "xingguo.meeting": _("{organ} meets you in person."),
    "xingguo.feedback": _("{organ} tells you how far it has come."),
}

#: The same, while the answer waits for the petitioner.
READY: Label = _("{organ} hands you its written answer; you can also receive it here, now.")

#: What an office looked at.
READ: dict[str, Label] = {
    "file": _("the file"),
    "letter": _("letters"),
    "attachment": _("what you handed in"),
    "unmask:id": _("your identity number"),
    "unmask:phone": _("your telephone number"),
    "unmask:address": _("your address"),
}
