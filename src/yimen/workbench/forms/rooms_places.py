"""What a reception place is: asked of the system administrator."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.base.time import local_day, now
from yimen.people.queries import living_organs
from yimen.rooms.hall.actions.set_place import Entry
from yimen.rooms.hall.queries import KINDS, POINTS
from yimen.workbench.forms.asking import Asking, day_box

WINDOWS = 14
DAYS = (
    pgettext_lazy("weekday", "Mon"), pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"), pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"), pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)  # fmt: skip
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~至到]+\s*(\d{1,2})[:：](\d{2})")


class HoursField(forms.CharField):
    """Opening times of one day, as people write them: 9:00-12:00 14:00-17:30."""

    def to_python(self, value: object) -> Any:  # noqa: ANN401  # a list of spans; Django says str
        """Return the spans that were typed, or say how to type them."""
        typed = str(value or "").strip()
        spans, rest = [], typed
        for found in _SPAN.finditer(typed):
            a, b, c, d = (int(part) for part in found.groups())
            rest = rest.replace(found.group(0), "")
            try:
                spans.append((time(a, b), time(c, d)))
            except ValueError:
                rest = "?"
        if rest.strip(" ,，、;；"):
            message = _("Write the hours like 9:00-12:00 14:00-17:30; nothing for a closed day.")
            raise forms.ValidationError(message)
        return spans


class PlaceForm(Asking):
    """A place with its hours and windows."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    organ = forms.TypedChoiceField(label=gettext_lazy("Organ"), coerce=int)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=120)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("Visitors at once"),
        help_text=gettext_lazy("0 for as many as come."),
        min_value=0,
        max_value=10000,
        initial=0,
    )
    slot_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of an appointment"), min_value=5, max_value=240, initial=30
    )
    per_slot = forms.IntegerField(
        label=gettext_lazy("Appointments at a time, for each point"),
        min_value=1,
        max_value=50,
        initial=2,
    )
    is_open = forms.BooleanField(label=gettext_lazy("In use"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Add a line for each day and each window."""
        super().__init__(*args, **kwargs)
        organ: Any = self.fields["organ"]
        organ.choices = [(one.pk, one.name) for one in living_organs(local_day(now()))]
        for number, day in enumerate(DAYS, start=1):
            self.fields[f"day_{number}"] = HoursField(
                label=_("Open on {day}").format(day=day), required=False
            )
        for place in range(WINDOWS):
            n = place + 1
            self.fields[f"window_{place}"] = forms.CharField(
                label=_("Window {n}: name").format(n=n), max_length=20, required=False
            )
            self.fields[f"point_{place}"] = forms.ChoiceField(
                label=_("Window {n}: point").format(n=n), choices=POINTS, required=False
            )

    def entry(self) -> Entry:
        """Return the place as the act takes it."""
        told = self.cleaned_data
        plain = {
            name: told[name]
            for name in (
                "name", "kind", "organ", "address", "phone", "capacity", "slot_minutes",
                "per_slot", "is_open",
            )
        }  # fmt: skip
        return Entry(
            **plain,
            hours=tuple(
                (day, opens, closes)
                for day in range(1, len(DAYS) + 1)
                for opens, closes in told[f"day_{day}"]
            ),
            windows=tuple(
                (told[f"window_{place}"].strip(), told[f"point_{place}"])
                for place in range(WINDOWS)
                if told[f"window_{place}"].strip()
            ),
        )


class ClosureForm(Asking):
    """Days on which a place is closed or open at other hours, and why."""

    first = forms.DateField(label=gettext_lazy("First day"), widget=day_box())
    last = forms.DateField(label=gettext_lazy("Last day"), widget=day_box(), required=False)
    hours = HoursField(
        label=gettext_lazy("Open at"),
        help_text=gettext_lazy("Nothing for closed; else from when to when, like 9:00-12:00."),
        required=False,
    )
    reason = forms.CharField(label=gettext_lazy("Why, as it is told at the door"), max_length=120)

    def clean_hours(self) -> tuple[time, time] | None:
        """Return the one span; a day that differs has no break."""
        spans = self.cleaned_data["hours"]
        if len(spans) > 1:
            raise forms.ValidationError(_("Write one span, like 9:00-16:00."))
        return spans[0] if spans else None
