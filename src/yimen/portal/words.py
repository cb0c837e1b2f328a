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
    State.REFERRED_UP: (
        pgettext_lazy("state", "The right organ is being decided on"),
        "waiting",
        _("{organ} decides which organ must take it up. No date of yours moves for it."),
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
    State.SIMPLE: (
        pgettext_lazy("state", "Taken up, to be answered soon"),
        "moving",
        _("{organ} answers it in the simplified procedure. You can ask for the ordinary one."),
    ),
    State.HANDLING: (
        pgettext_lazy("state", "Being handled"),
        "moving",
        _("{organ} is looking into it and must answer you."),
    ),
    State.EXTENDED: (
        pgettext_lazy("state", "Being handled, with more time"),
        "moving",
        _("{organ} is looking into it, with more time. The notice says why."),
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
    State.SETTLED: (
        pgettext_lazy("state", "Settled by an agreement"),
        "waiting",
        _(
            "You said that the agreement settles it, so {organ} handles it no longer. If it is not"
            " kept, have it taken up again."
        ),
    ),
    State.SUGGESTION_STUDY: (
        pgettext_lazy("state", "Being studied"),
        "moving",
        _("{organ} is studying your suggestion and will tell you what becomes of it, and why."),
    ),
    State.SUGGESTION_TOLD: (
        pgettext_lazy("state", "Suggestion answered"),
        "done",
        _(
            "{organ} has studied your suggestion and answered it. The letter says what becomes of"
            " it."
        ),
    ),
    State.SEALED_SENT: (
        pgettext_lazy("state", "Sent on under seal"),
        "waiting",
        _(
            "What you reported was sent on sealed and without your name. Nobody it concerns can"
            " see it."
        ),
    ),
    State.SEALED_TAKEN: (
        pgettext_lazy("state", "Taken up under seal"),
        "moving",
        _("The competent organ has taken up what you reported, and will answer you here."),
    ),
    State.SEALED_TOLD: (
        pgettext_lazy("state", "Answered under seal"),
        "done",
        _("The competent organ has answered you. The letter is here."),
    ),
    State.LINKED: (
        pgettext_lazy("state", "Asked before, answered"),
        "done",
        _("You asked for the same before. The notice says how that stands, and what would change."),
    ),
    State.REVIEW: (
        pgettext_lazy("state", "Under review"),
        "moving",
        _("{organ}, the organ above, is reviewing the answer and must write to you."),
    ),
    State.REVIEW_SERVED: (
        pgettext_lazy("state", "Reviewed"),
        "done",
        _("You have the review opinion. You may still ask the organ above it for a recheck."),
    ),
    State.RECHECK: (
        pgettext_lazy("state", "Being rechecked"),
        "moving",
        _("{organ} is rechecking the answer and the review, and must write to you."),
    ),
    State.ROUTED_OUT: (
        pgettext_lazy("state", "Goes another lawful way"),
        "waiting",
        _("Another lawful way leads further. The notice says where, and until when you have."),
    ),
    State.CLOSED_ROUTED: (
        pgettext_lazy("state", "Taken up on another lawful way"),
        "done",
        _("It was taken up where another lawful way begins. Its answer comes from there."),
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
    State.MERGED: (
        pgettext_lazy("state", "Merged"),
        "done",
        _("You asked for the same in another demand: it is answered there, at the soonest day."),
    ),
    State.DIVIDED: (
        pgettext_lazy("state", "In a file of its own"),
        "done",
        _("It is no accusation, so it goes its ordinary way under a number of its own."),
    ),
    State.CONCLUDED: (
        pgettext_lazy("state", "Concluded"),
        "done",
        _("This matter is concluded."),
    ),
    State.CLOSED_FINAL: (
        pgettext_lazy("state", "Closed after recheck"),
        "done",
        _("The recheck opinion is final. With new facts or reasons it can be opened again."),
    ),
}

#: What happens at the latest when a limit ends, by the name of the limit in the law.
DUTIES: dict[str, Label] = {
    "register": _("{organ} enters it in the register."),
    "dispatch": _("{organ} sends it on to the organ that can settle it, and tells you which."),
    "on_the_spot_notice": _("{organ} tells you at once, in writing, or says that it takes longer."),
    "direct_notice": _("{organ} tells you in writing how it will be handled, or where to go."),
    "objection_check": _("{organ} decides which organ takes it up."),
    "hearing_decision": _("{organ} decides whether a hearing is held, and tells you why."),
    "hearing": _("{organ} holds the hearing."),
    "recusal_decision": _("It is decided whether somebody stands aside, and you are told why."),
    "acceptance_notice": _("{organ} tells you in writing whether it takes it up."),
    "assigned_report": _("{organ} reports the outcome to the office that assigned it."),
    "competence_decision": _("{organ} decides which organ takes it up."),
    "simple_handling": _("{organ} answers you, or goes on in the ordinary procedure."),
    "handling": _("{organ} gives you its answer in writing."),
    "suggestion_reply": _("{organ} answers your suggestion in writing, with its reasons."),
    "accusation_answer": _("The competent organ answers you."),
    "execution": _("{organ} does what the answer says."),
    "review_opinion": _("{organ} gives you its review opinion in writing."),
    "recheck_opinion": _("{organ} gives you its recheck opinion in writing."),
    "reopen_notice": _("{organ} tells you in writing whether it takes it up again."),
    "follow_up": _("{organ} asks what came of it there, unless you have told us before."),
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
    "bundle": _("the file as one PDF"),
    "sealed": _("your sealed letter"),
    "unmask:id": _("your identity number"),
    "unmask:phone": _("your telephone number"),
    "unmask:address": _("your address"),
}

#: Whether a version of a norm counts, and how that looks.
STANDINGS: dict[str, tuple[Promise | str, str]] = {
    "counts": (pgettext_lazy("norm", "In force"), "done"),
    "to_come": (pgettext_lazy("norm", "Not in force yet"), "new"),
    "superseded": (pgettext_lazy("norm", "Superseded"), "refused"),
    "ended": (pgettext_lazy("norm", "No longer in force"), "refused"),
}
#: How sure we are of the number and the days of a norm that came with the system.
MARKS: dict[str, Promise | str] = {
    "G": _("Number and days were read in the full text."),
    "P": _("Number and days were read in a published excerpt."),
    "M": _("Number and days are from memory; check them before you rely on them."),
    "S": _("Known from a report only; no official text was seen."),
}
