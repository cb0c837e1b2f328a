"""Why somebody opens the letter of an accusation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from yimen.workbench.forms.asking import Asking, long_text


class OpenForm(Asking):
    """The reason, in one's own words."""

    words = forms.CharField(
        label=gettext_lazy("Why you open it"),
        help_text=gettext_lazy("For example: to write the issue sheet."),
        max_length=150,
        widget=long_text(2),
    )
