"""What is entered about a contractor. Rules stay in the act."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from yimen.workbench.forms.asking import Asking, day_box


class VendorForm(Asking):
    """Who it is, what is entrusted to them, and from when to when."""

    name = forms.CharField(label=gettext_lazy("Name of the contractor"), max_length=80)
    service = forms.CharField(
        label=gettext_lazy("What is entrusted to them"),
        help_text=gettext_lazy("As the contract says it, such as: psychological support."),
        max_length=200,
    )
    starts_on = forms.DateField(label=gettext_lazy("The contract runs from"), widget=day_box())
    ends_on = forms.DateField(
        label=gettext_lazy("It runs no more from"),
        help_text=gettext_lazy(
            "The first day after the contract. On it every post under the contract ends, and with"
            " it all access."
        ),
        widget=day_box(),
    )
