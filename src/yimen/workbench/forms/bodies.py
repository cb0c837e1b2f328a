"""What the page of a door elsewhere asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from yimen.workbench.forms.asking import Asking


class BodyForm(Asking):
    """The name, address, telephone and hours of a body outside this system."""

    name = forms.CharField(
        label=gettext_lazy("Name there"),
        help_text=gettext_lazy("As it stands at its door; notices print it so."),
        max_length=120,
    )
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    hours = forms.CharField(label=gettext_lazy("Opening hours"), max_length=120, required=False)
