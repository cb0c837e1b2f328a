"""What the pages of serving ask for: for each way its proof, and nothing of the others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.base.time import now
from yimen.casework.choices import METHODS, MISSED
from yimen.casework.filing import Paper
from yimen.casework.proving import Proved
from yimen.law.serving import NOTICE_DAYS
from yimen.workbench.forms.asking import DAY, MOMENT, ActForm, day_box, moment_box

BY_OFFICERS = [choice for choice in METHODS if choice[0] != "platform"]
BY_HAND = [choice for choice in METHODS if choice[0] in {"in_person", "post"}]
#: Asked only of the way of serving that they belong to, and then not optional.
_NEEDED = ("recipient", "parcel", "place", "posted_on")


class ServeForm(ActForm):
    """How the opinion reached the petitioner, and what proves it."""

    method = forms.ChoiceField(
        label=gettext_lazy("How it was served"),
        choices=BY_OFFICERS,
        widget=forms.RadioSelect,
        initial="in_person",
    )
    recipient = forms.CharField(
        label=gettext_lazy("Who received it"),
        help_text=gettext_lazy("Her own name, or whoever took it for her, and how they belong."),
        max_length=80,
        required=False,  # nobody receives a notice
    )
    at = forms.DateTimeField(
        label=gettext_lazy("When it was received"),
        help_text=gettext_lazy("By post: the day of delivery that the post shows."),
        widget=moment_box(),
        input_formats=[MOMENT],
    )
    paper = forms.FileField(
        label=gettext_lazy("Signed receipt, slip or photo"),
        help_text=gettext_lazy("In person: the signed receipt. Notice: the photo of the board."),
        required=False,
    )
    refusal = forms.CharField(
        label=gettext_lazy("In person: why signing was refused"), required=False, max_length=200
    )
    witnesses = forms.CharField(
        label=gettext_lazy("In person: who witnessed the refusal"), required=False, max_length=120
    )
    parcel = forms.CharField(
        label=gettext_lazy("By post: number of the parcel"), required=False, max_length=40
    )
    place = forms.CharField(
        label=gettext_lazy("By notice: where it hung"), required=False, max_length=120
    )
    posted_on = forms.DateField(
        label=gettext_lazy("By notice: since when"),
        widget=day_box(),
        input_formats=[DAY],
        required=False,
    )

    def offer(self) -> None:
        """Begin with now; say when a notice counts, and what is needed where it is shown."""
        for name in _NEEDED:
            needed: Any = self.fields[name]
            needed.is_needed_here = True
        self.fields["at"].initial = now().replace(second=0, microsecond=0)
        self.fields["posted_on"].help_text = _(
            "Only after another way has failed. It counts as served after {days} days."
        ).format(days=NOTICE_DAYS)

    def clean(self) -> dict[str, Any]:
        """Ask who received it, unless it hung on a board."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("method") != "notice" and not said.get("recipient"):
            self.add_error("recipient", self.fields["recipient"].error_messages["required"])
        return said

    def given(self) -> dict[str, Any]:
        """Return what the act takes: the proof in one piece."""
        said = self.cleaned_data
        sent = said["paper"]
        return {
            "method": said["method"],
            "recipient": said["recipient"],
            "at": said["at"],
            "proved": Proved(
                paper=Paper(name=sent.name, data=sent.read()) if sent else None,
                refusal=said["refusal"],
                witnesses=said["witnesses"],
                parcel=said["parcel"],
                place=said["place"],
                posted_on=said["posted_on"],
            ),
        }


class MissForm(ActForm):
    """How it was tried, and why it did not reach her."""

    method = forms.ChoiceField(
        label=gettext_lazy("How it was tried"),
        choices=BY_HAND,
        widget=forms.RadioSelect,
        initial="in_person",
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Why it did not reach her"), choices=MISSED, widget=forms.RadioSelect
    )
    at = forms.DateTimeField(
        label=gettext_lazy("When"),
        help_text=gettext_lazy("By post: the day on which it came back."),
        widget=moment_box(),
        input_formats=[MOMENT],
    )
    parcel = forms.CharField(
        label=gettext_lazy("By post: number of the parcel"), required=False, max_length=40
    )
    words = forms.CharField(
        label=gettext_lazy("What else is to be known"), required=False, max_length=200
    )

    def offer(self) -> None:
        """Begin with now."""
        self.fields["at"].initial = now().replace(second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        """Ask again where it came back with the post, and was not sent by it."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("outcome") == "returned" and said.get("method") != "post":
            self.add_error("method", _("What came back with the post was sent by it: choose that."))
        return said
