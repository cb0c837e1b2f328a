"""What the petitioner said at a counter about an agreement: kept, or to be taken up again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.casework.choices import AGAIN
from yimen.casework.queries.open_settling import standing
from yimen.workbench.forms.asking import ActForm
from yimen.workbench.forms.together import HeardForm
from yimen.workbench.presenting import day_words


class KeptForm(HeardForm):
    """Which agreement, and what she said of it."""

    settlement = forms.TypedChoiceField(label=gettext_lazy("Which agreement"), coerce=int)
    field_order: tuple[str, ...] = ("settlement", "channel", "words")

    def offer(self) -> None:
        """Offer the agreements that settle something; a single one is chosen."""
        field: Any = self.fields["settlement"]
        field.choices = [(row.pk, row.number) for row in standing(self.matter.petition)]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]
            field.widget = forms.HiddenInput()

    def given(self) -> dict[str, Any]:
        """Return it as the act takes it."""
        return {**super().given(), "settlement": self.cleaned_data["settlement"]}


class AgainForm(KeptForm):
    """The same, and why it is to be taken up again."""

    because = forms.ChoiceField(
        label=gettext_lazy("Why it is taken up again"), choices=AGAIN, widget=forms.RadioSelect
    )
    field_order = ("settlement", "because", "channel", "words")

    def given(self) -> dict[str, Any]:
        """Return it as the act takes it."""
        return {**super().given(), "because": self.cleaned_data["because"]}


def agreed(form: ActForm) -> str:
    """Say which agreement settles it, and since when."""
    found = standing(form.matter.petition)
    return " ".join(
        _("{committee}, {number}, in force since {day}.").format(
            committee=row.committee, number=row.number, day=day_words(row.in_force_on)
        )
        for row in found
    )
