"""What the pages of the audit administrator are filtered by; all of it lives in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.base.numbers import row_number
from yimen.people.telling import kinds
from yimen.workbench.forms.asking import Asking


class AdministrationFilters(Asking):
    """What was done, and by whom."""

    kind = forms.ChoiceField(label=gettext_lazy("What was done"), required=False)
    staff = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, sent: QueryDict) -> None:
        """Offer every kind of deed."""
        super().__init__(sent)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [("", _("Everything")), *kinds()]

    def wanted(self) -> dict[str, Any]:
        """Return what the list shows; what makes no sense filters nothing."""
        self.is_valid()
        said = self.cleaned_data
        return {"kind": said.get("kind", ""), "staff": row_number(said.get("staff", ""))}


class ReadingFilters(Asking):
    """All readings, or only those that showed hidden data."""

    only = forms.ChoiceField(
        label=gettext_lazy("What was read"),
        choices=[
            ("", gettext_lazy("Everything")),
            ("unmask", gettext_lazy("Hidden data that were shown")),
        ],
        required=False,
    )
    staff = forms.CharField(required=False, widget=forms.HiddenInput)

    def wanted(self) -> dict[str, Any]:
        """Return what the list shows; what makes no sense filters nothing."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "unmasked": said.get("only") == "unmask",
            "staff": row_number(said.get("staff", "")),
        }
