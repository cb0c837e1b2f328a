"""Why a draft opinion goes back to its writer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from yimen.workbench.forms.asking import Asking, long_text


class ReturnForm(Asking):
    """The reason; the act asks for it where the draft is returned."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for returning it"),
        help_text=gettext_lazy("Needed only to return it. The handler reads this."),
        required=False,
        widget=long_text(3),
    )
