"""What the staff of a hall are asked: whom they guide, and how a stay at a window ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.rooms.hall.queries import NEEDS, POINTS
from yimen.workbench.forms.asking import Asking, long_text

MOST_PEOPLE = 50


class GuideForm(Asking):
    """What a guide enters for somebody at the door."""

    point = forms.ChoiceField(
        label=pgettext_lazy("hall", "What for"), choices=POINTS, widget=forms.RadioSelect
    )
    need = forms.ChoiceField(
        label=gettext_lazy("Called a little sooner for"),
        choices=NEEDS,
        required=False,
        widget=forms.RadioSelect,
    )
    language = forms.CharField(
        label=gettext_lazy("Language or dialect"), max_length=40, required=False
    )
    needs = forms.CharField(label=gettext_lazy("What helps"), max_length=200, required=False)
    people = forms.IntegerField(
        label=gettext_lazy("How many came"), min_value=1, max_value=MOST_PEOPLE, initial=1
    )
    companions = forms.IntegerField(
        label=gettext_lazy("Companions among them"),
        help_text=gettext_lazy("Who only comes along, without a matter of their own."),
        min_value=0,
        max_value=MOST_PEOPLE,
        initial=0,
        required=False,
    )

    def clean_companions(self) -> int:
        """Take an empty box for none."""
        return self.cleaned_data["companions"] or 0


class CallerForm(Asking):
    """What somebody says who books a time by telephone."""

    point = forms.ChoiceField(label=pgettext_lazy("hall", "What for"), choices=POINTS)
    starts = forms.ChoiceField(label=gettext_lazy("Free times"))
    name = forms.CharField(label=gettext_lazy("What to call them"), max_length=40)
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        help_text=gettext_lazy("To be reminded, if they wish."),
        max_length=40,
        required=False,
    )
    needs = forms.CharField(label=gettext_lazy("What helps"), max_length=200, required=False)

    def __init__(self, *args: Any, times: Sequence[time], **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer the times that are free."""
        super().__init__(*args, **kwargs)
        starts: Any = self.fields["starts"]
        starts.choices = [(f"{one:%H:%M}", f"{one:%H:%M}") for one in times]


class FinishForm(Asking):
    """What was said, what happens next, and where to."""

    said = forms.CharField(
        label=pgettext_lazy("reception", "What was said"),
        help_text=gettext_lazy("For the receipt of the visit: in the visitor's own words."),
        required=False,
        widget=long_text(3),
    )
    next_step = forms.CharField(
        label=pgettext_lazy("reception", "What happens next"),
        help_text=gettext_lazy("Who does what, and by when."),
        required=False,
        widget=long_text(2),
    )
    then = forms.ChoiceField(
        label=gettext_lazy("Send on to"),
        help_text=gettext_lazy("The visitor keeps the number and the time waited."),
        required=False,
    )

    def __init__(self, *args: Any, point: str, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer every point but the one at which the visitor is."""
        super().__init__(*args, **kwargs)
        then: Any = self.fields["then"]
        others = [(code, name) for code, name in POINTS if code != point]
        then.choices = [("", _("Nowhere: done for today")), *others]
