"""What is entered of an hour outside the house, and of the ways that posters show."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.rooms.hall.actions.set_channels import MOST, Way
from yimen.rooms.hall.outreach import GROUNDS, KINDS, LEVELS
from yimen.workbench.forms.asking import Asking, day_box, moment_box


class OutingForm(Asking):
    """What is done, where and when."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    ground = forms.ChoiceField(label=pgettext_lazy("outing", "Ground"), choices=GROUNDS)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=80)
    place = forms.CharField(label=gettext_lazy("Where"), max_length=120)
    starts_at = forms.DateTimeField(label=gettext_lazy("When"), widget=moment_box())


class PeopleForm(Asking):
    """How many people were there."""

    outing = forms.IntegerField(widget=forms.HiddenInput)
    people = forms.IntegerField(
        label=gettext_lazy("How many people were there"), min_value=0, max_value=9999
    )


class ChannelsForm(Asking):
    """Every way on a line of its own; a line without a name is left out."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Lay out as many lines as a poster holds."""
        super().__init__(*args, **kwargs)
        for place in range(MOST):
            self.fields[f"level_{place}"] = forms.ChoiceField(
                label=gettext_lazy("Level"), choices=LEVELS, required=False
            )
            self.fields[f"name_{place}"] = forms.CharField(
                label=pgettext_lazy("channel", "Name"), max_length=60, required=False
            )
            self.fields[f"url_{place}"] = forms.CharField(
                label=gettext_lazy("Web address"), max_length=200, required=False
            )
            self.fields[f"words_{place}"] = forms.CharField(
                label=gettext_lazy("Telephone, address, hours"), max_length=160, required=False
            )

    def lines(self) -> list[list[forms.BoundField]]:
        """Return the boxes, line by line."""
        names = ("level", "name", "url", "words")
        return [[self[f"{name}_{place}"] for name in names] for place in range(MOST)]

    def ways(self) -> list[Way]:
        """Return what was entered."""
        told = self.cleaned_data
        return [
            Way(
                level=told[f"level_{place}"],
                name=told[f"name_{place}"],
                url=told[f"url_{place}"],
                words=told[f"words_{place}"],
            )
            for place in range(MOST)
            if told[f"name_{place}"].strip()
        ]


class PeriodForm(Asking):
    """From when to when something is counted."""

    first = forms.DateField(label=pgettext_lazy("period", "From"), widget=day_box())
    last = forms.DateField(label=pgettext_lazy("period", "To"), widget=day_box())
