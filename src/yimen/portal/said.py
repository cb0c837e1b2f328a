"""What a citizen says of what was done, of help that is offered, and of whoever made her suffer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.casework.showing import Shown
from yimen.casework.unclear import standing
from yimen.law.moves import CLOSED, State
from yimen.portal.fields import Words
from yimen.portal.forms import Asked

if TYPE_CHECKING:
    from yimen.portal.presenting import Looked
    from yimen.registry.models import Aftercare, Execution

MOST = 2000
CONFIRM, DISPUTE = "confirmed", "disputed"
TAKE, LEAVE = "taken", "left"


class DoneForm(Asked):
    """Whether it was done, and what is missing."""

    answer = forms.ChoiceField(
        label=_("Was it done?"),
        choices=[
            (CONFIRM, _("Yes, it was done.")),
            (DISPUTE, _("No, or not all of it.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    words = Words(
        label=_("What is still missing?"),
        help_text=_("Only if it was not done: in your own words, with place and date."),
        most=MOST,
        rows=4,
        required=False,
    )

    def clean(self) -> dict[str, object]:
        """Ask what is missing of whoever says that something is."""
        given = super().clean() or self.cleaned_data
        if given.get("answer") == DISPUTE:
            self.missing("words", gettext("Say what is still missing."))
        return given


class CareForm(Asked):
    """Whether the help is wanted."""

    answer = forms.ChoiceField(
        label=_("Do you want this help?"),
        choices=[(TAKE, _("Yes, please get in touch with me.")), (LEAVE, _("No, thank you."))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )


class RetaliationForm(Asked):
    """What happened, and who outside shall hear of it."""

    organ = forms.TypedChoiceField(
        label=_("Who shall look into it?"),
        help_text=_("Only organs that have nothing to do with your matter can be chosen."),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the organs.")},
    )
    words = Words(
        label=_("What happened?"),
        help_text=_("When, where, who did or said what, who saw it. What you fear counts too."),
        missing=_("Say what happened."),
        most=MOST,
        rows=6,
    )
    ticket = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, organs: list[tuple[int, str]], **told: object) -> None:
        """Offer the organs outside; a single one is chosen."""
        super().__init__(*args, **told)  # type: ignore[arg-type]  # Django's own arguments
        organ = self.fields["organ"]
        if isinstance(organ, forms.TypedChoiceField):
            organ.choices = organs
        if len(organs) == 1:
            organ.initial = organs[0][0]


def reported(looked: Looked) -> dict[int, Execution]:
    """Return the reports of execution that wait for her word, by their demand."""
    return {
        one.demand.pk: row
        for one in looked.file.demands
        for row in one.demand.executions.all()
        if row.answer == "waiting"
    }


def offered(looked: Looked) -> Aftercare | None:
    """Return the help that is offered and waits for her word, if any."""
    rows = looked.file.petition.aftercare.all()
    return next((row for row in rows if row.answer == "waiting"), None)


def to_say(looked: Looked) -> Iterable[Shown]:
    """Return what she can say now: who she is, was it done, does she want the help."""
    mark = standing(looked.file.petition)
    if mark is not None:
        yield {
            "title": gettext("Your name or address cannot be made out"),
            "text": gettext(
                "“{words}” Until that is clear, nobody has to write to you. Bring your name and"
                " address to any counter, with the number and the query code."
            ).format(words=mark.words),
            "url": looked.url("add_papers"),
            "label": gettext("Or send a paper that shows them"),
        }
    for demand, row in reported(looked).items():
        clocks = (c for one in looked.file.demands for c in one.clocks if one.demand.pk == demand)
        window = next((c for c in clocks if c.limit == "execution_answer"), None)
        yield {
            "title": gettext("Was it done?"),
            "text": gettext("The organ reports: “{proof}”").format(proof=row.proof),
            "url": looked.url("done", demand),
            "label": gettext("Say whether it was done"),
            "until": window.due_on if window and window.stopped_on is None else None,
            "first": True,
        }
    care = offered(looked)
    if care is not None:
        yield {
            "title": gettext("Help is offered to you"),
            "text": gettext("{organ}: {words}").format(organ=care.organ.name, words=care.words),
            "url": looked.url("care"),
            "label": gettext("Say whether you want it"),
        }


def to_report(looked: Looked) -> Iterable[Shown]:
    """Return, last of all, the way for whom somebody makes suffer for petitioning."""
    if looked.file.petition.is_sealed:
        return
    yield {
        "title": gettext("Somebody makes you suffer for it"),
        "text": gettext(
            "Threats, pressure, retaliation: nobody may do that. An organ that has nothing to do"
            " with your matter looks into it; those who have it do not learn of it."
        ),
        "url": looked.url("retaliation"),
        "label": gettext("Report it"),
    }


def is_closed(looked: Looked) -> bool:
    """Say whether the matter is closed."""
    return State(looked.file.petition.state) in CLOSED
