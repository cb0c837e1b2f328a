"""Lines of the lanes of suggestions and accusations; of an accusation they name no accused."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionTaken(Said):
    """The organ took the suggestion up for study."""

    kind = "take_suggestion"
    sentence = _("Suggestion taken up for study; handler {handler_staff}.")
    plain = _("{by_organ} is studying your suggestion.")
    suggestion: int
    handler_staff: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionStudied(Said):
    """Somebody wrote down what the study came to; the decision is another's."""

    kind = "study_suggestion"
    sentence = _("Study of the suggestion recorded: {adoption} proposed.")
    plain = _("{by_organ} has studied your suggestion; the decision comes next.")
    suggestion: int
    adoption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionReplied(Said):
    """The organ decided what becomes of the suggestion, and answered."""

    kind = "reply_suggestion"
    sentence = _("Suggestion answered: {adoption}.")
    plain = _("{by_organ} has answered your suggestion: {adoption}. The letter gives the reasons.")
    suggestion: int
    adoption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccusedNamed(Said):
    """It was entered whom the accusation names; they can never see the file."""

    kind = "name_accused"
    sentence = _("Whom it accuses was entered; they and theirs are kept out of it.")
    plain = _(
        "It was entered whom you report. They, and whoever they lead, cannot see this matter."
    )
    accusation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedApart(Said):
    """It accuses the office that received it: the letter went to the competent organ."""

    kind = "hand_apart"
    sentence = _("The letter itself was handed to {to_organ}; the office that received it is out.")
    plain = _(
        "It was handed, sealed, to {to_organ}. The office you wrote to cannot see it any more."
    )
    to_organ: int
    accusation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided(Said):
    """What is no accusation got a file of its own, which knows nothing of this one."""

    kind = "divide"
    sentence = _("What is no accusation goes on in an open file of its own, by the same dates.")
    plain = _(
        "What is no accusation goes its ordinary way under a number of its own, by the same dates."
    )
    sorting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseProposed(Said):
    """The issue sheet was written; a second person must check it before anything goes out."""

    kind = "propose_release"
    sentence = _("Issue sheet written for {proposed_organ}; a second person must release it.")
    proposed_organ: int
    accusation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(Said):
    """A second person checked the issue sheet and let it go, sealed."""

    kind = "release"
    sentence = _("Checked and released under seal to {to_organ}: the issue sheet, not the letter.")
    plain = _("It was sent on, sealed and without your name, to {to_organ}.")
    to_organ: int
    accusation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccusationTaken(Said):
    """The competent organ took it up."""

    kind = "take_accusation"
    sentence = _("Accusation taken up; handler {handler_staff}.")
    plain = _("{by_organ} has taken it up and will answer you here.")
    accusation: int
    handler_staff: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AccusationAnswered(Said):
    """The petitioner was told what came of it."""

    kind = "answer_accusation"
    sentence = _("The petitioner was answered under seal.")
    plain = _("{by_organ} has answered you. The letter is here.")
    accusation: int


LANES: tuple[type[Said], ...] = (
    SuggestionTaken,
    SuggestionStudied,
    SuggestionReplied,
    AccusedNamed,
    HandedApart,
    Divided,
    ReleaseProposed,
    Released,
    AccusationTaken,
    AccusationAnswered,
)
