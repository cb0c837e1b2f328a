"""What every form of the staff says of its fields, whenever they come."""

from __future__ import annotations

from django import forms
from django.utils import translation

from yimen.workbench.forms.asking import Asking


class GrowingForm(Asking):
    """A form that asks more once it knows of what."""

    def __init__(self, *args: dict[str, str]) -> None:
        super().__init__(*args)
        self.fields["result"] = forms.ChoiceField(label="Demand 1: what becomes of it")
        own = {"required": "Say why."}
        self.fields["why"] = forms.CharField(label="Why", error_messages=own)


def test_what_a_form_asks_later_is_named_too_when_it_is_missing():
    with translation.override("en"):
        wrong = GrowingForm({}).errors
    assert wrong["result"] == ["Fill in “Demand 1: what becomes of it”."]
    assert wrong["why"] == ["Say why."]
