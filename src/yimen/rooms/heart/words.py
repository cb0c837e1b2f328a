"""The words of consent. Whoever changes one gives them a new version: old consents end with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Of the words below; a consent is to one version of them.
VERSION = "2026-11-2"
#: The national line for psychological support, and the two numbers for danger now.
LINE, AMBULANCE, POLICE = "12356", "120", "110"


@dataclass(frozen=True, slots=True)
class Said:
    """One point of the words of consent."""

    title: Promise | str
    text: Promise | str


WORDS: tuple[Said, ...] = (
    Said(
        _("It is voluntary"),
        _("You decide whether to talk, about what, and how long. You can say no, or stop, at any"
          " moment, without giving a reason."),
    ),
    Said(
        _("It does not touch your petition"),
        _("Whether you come or not changes nothing in how your petition is handled. Nobody who"
          " handles it, no leader and no mediator can see that you came, or what you said."),
    ),
    Said(
        _("Who talks with you"),
        _("A counsellor of this room. Counsellors listen and help you to find your own way. They do"
          " not diagnose or treat illness; where that could help, they advise you to see a medical"
          " institution, and you decide."),
    ),
    Said(
        _("What is written down"),
        _("A short note of each talk, and what you fill in yourself if you agree to it. No identity"
          " number and no petition number is asked for; you may use any name. It is encrypted with"
          " a key of your own, and your counsellor alone reads it."),
    ),
    Said(
        _("Where confidence ends"),
        _("Only where a life is in serious danger, where a child or a person who cannot protect"
          " themselves is abused, or where a law demands it with formal papers. Two counsellors"
          " decide together; they pass on the least that helps, only to whoever can help, and tell"
          " you as soon as it is safe."),
    ),
    Said(
        _("For a child"),
        _("For a child under fourteen, a parent or guardian reads this as well, and agrees."),
    ),
    Said(
        _("How long it is kept"),
        _("Three years after the last entry; then it is erased by itself, and cannot be restored."
          " If you wish it earlier, you can have it erased at once."),
    ),
    Said(
        _("What it costs"),
        _("Nothing."),
    ),
    Said(
        _("How to take it back"),
        _("With your code on this site, or by a word to your counsellor: each consent by itself, as"
          " easily as you gave it. From that moment nobody uses what it was for."),
    ),
    Said(
        _("Whom we call"),
        _("Nobody, unless you name somebody. You may choose a person for an emergency, and whether"
          " and how we may contact you."),
    ),
)  # fmt: skip

#: What each single consent means, by its scope.
MEANS: dict[str, Promise | str] = {
    "talks": _("Talks with your counsellor, and short notes of them."),
    "form": _("Your wellbeing form is kept for your counsellor."),
    "instrument": _("Your answers to a questionnaire are kept for your counsellor."),
    "follow_up": _("Your counsellor may contact you after your visit."),
    "supervision": _("An experienced counsellor reads the notes of your talks, to advise yours."),
    "hand_over": _("Another counsellor goes on with you."),
}
