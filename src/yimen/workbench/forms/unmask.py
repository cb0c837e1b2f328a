"""What somebody wants to see, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.workbench.forms.asking import Asking, Given

WHAT = [
    ("id", gettext_lazy("Identity number")),
    ("phone", gettext_lazy("Telephone")),
    ("address", gettext_lazy("Address")),
]
PURPOSES = [
    ("contact", gettext_lazy("To reach the petitioner")),
    ("verify", gettext_lazy("To check who is speaking to me")),
    ("serve", gettext_lazy("To serve a letter")),
    ("other", gettext_lazy("Something else")),
]


class UnmaskForm(Asking):
    """Which of the hidden values, and for what purpose."""

    what = forms.ChoiceField(
        label=gettext_lazy("What to show"), choices=WHAT, widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("What for"), choices=PURPOSES, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Needed for “something else”."),
        max_length=150,
        required=False,
    )

    def __init__(self, *args: Given, hidden: tuple[str, ...], **kwargs: Given) -> None:
        """Offer what there is to show."""
        super().__init__(*args, **kwargs)
        what: Any = self.fields["what"]
        what.choices = [choice for choice in WHAT if choice[0] in hidden]
        what.initial = hidden[0] if len(hidden) == 1 else None

    def clean(self) -> dict[str, Any]:
        """Ask for words where the list says too little."""
        said = super().clean() or {}
        if said.get("purpose") == "other" and not said.get("words"):
            self.add_error("words", _("Say in your own words what for."))
        return said

    def reason(self) -> str:
        """Return the reason that is written down."""
        said = self.cleaned_data
        chosen = str(dict(PURPOSES)[said["purpose"]])
        if said["purpose"] == "other":
            return str(said["words"])
        return "：".join(filter(None, [chosen, said["words"]]))
