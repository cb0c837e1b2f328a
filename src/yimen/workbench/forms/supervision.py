"""What is asked about an advice of the bureau: its draft, its receipt, its answer, the check."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor
from yimen.base.time import local_day, now
from yimen.supervision.actions.answer import Answer
from yimen.supervision.actions.draft import Drafted
from yimen.supervision.queries import ADOPTIONS, KINDS, receivers
from yimen.workbench.forms.asking import Asking, day_box, long_text


class DraftForm(Asking):
    """An advice: of which kind, to whom, what was found, what is advised, and on what it rests."""

    kind = forms.ChoiceField(label=_("Kind of advice"), choices=KINDS, widget=forms.RadioSelect)
    organ = forms.TypedChoiceField(
        label=_("To which organ"),
        coerce=int,
        help_text=_(
            "An organ of our level or below; a policy goes to our Party committee or government"
            " too, which passes on what was made above. A call to hold somebody accountable goes to"
            " whoever can (arts. 14, 40)."
        ),
    )
    concerned = forms.TypedChoiceField(
        label=_("Whose work it is about"),
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # the stubs know of words only
        required=False,
        help_text=_("Only where somebody is to be held accountable."),
    )
    title = forms.CharField(
        label=_("Subject of the advice"),
        max_length=40,
        help_text=_("In a few words, as the letter's title says it: “charges of property firms”."),
    )
    facts = forms.CharField(
        label=_("What the bureau found"),
        max_length=4000,
        widget=long_text(6),
        help_text=_(
            "What happens again and again. No names, numbers or addresses of those who petitioned."
        ),
    )
    proposal = forms.CharField(label=_("What is advised"), max_length=4000, widget=long_text(6))
    numbers = forms.CharField(
        label=_("Petitions on which it rests"),
        max_length=4000,
        widget=long_text(3),
        help_text=_(
            "Their numbers, one on each line. The letter says how many there are and what about."
        ),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer the living organs, but for the bureau itself: it advises nobody above it."""
        super().__init__(*args, **kwargs)
        some = receivers(by, local_day(now()))
        ours, above = ([(one.pk, one.name) for one in organs] for organs in some)
        to: Any = self.fields["organ"]
        to.choices = [("", "—"), (_("Of our level and below"), ours)]
        if above:
            to.choices = [*to.choices, (_("Above us: only to hold somebody accountable"), above)]
        whose: Any = self.fields["concerned"]
        whose.choices = [("", "—"), *ours]

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        told = self.cleaned_data
        return {"drafted": Drafted(**told | {"numbers": told["numbers"].split("\n")})}


class RemarkForm(Asking):
    """What is to be changed before it is signed."""

    remark = forms.CharField(label=_("What is to be changed"), max_length=500, widget=long_text(3))


class ReceivedForm(Asking):
    """The day on which a paper reached an organ that does not work here."""

    received_on = forms.DateField(label=_("Day on which the paper came"), widget=day_box())


class AnswerForm(Asking):
    """Whether the organ adopts it, why, what is done, and by when."""

    adoption = forms.ChoiceField(
        label=_("Is it adopted?"), choices=ADOPTIONS, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=4000,
        required=False,
        widget=long_text(4),
        help_text=_("Needed where it is not adopted, or not all of it."),
    )
    measures = forms.CharField(
        label=_("What is done"),
        max_length=4000,
        required=False,
        widget=long_text(4),
        help_text=_("Needed where it is adopted, or a part of it."),
    )
    done_by = forms.DateField(label=_("Done by"), required=False, widget=day_box())

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        return {"answer": Answer(**self.cleaned_data)}


class CheckForm(Asking):
    """Whether the answer is enough."""

    is_enough = forms.TypedChoiceField(
        label=_("Is the answer enough?"),
        choices=[("yes", _("Yes, close it")), ("no", _("No, ask for a fuller one"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("What is missing"),
        max_length=500,
        required=False,
        widget=long_text(3),
        help_text=_("Needed where it is not enough: the organ reads it."),
    )
