"""What the screening sheet and the following of guided matters ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.casework.actions.weigh import Weighing
from yimen.casework.showing import language
from yimen.law.routes import ROUTES, Standing
from yimen.workbench.forms.asking import ActForm, Asking, day_box, long_text
from yimen.workbench.names import STANDINGS

HERE, ELSEWHERE = "here", "elsewhere"


class SheetForm(Asking):
    """The two questions: can it be handled here, and how; and from when her time there runs."""

    way = forms.ChoiceField(label=gettext_lazy("Lawful way"), required=False)
    begins = forms.ChoiceField(
        label=gettext_lazy("Which event starts the time there"),
        required=False,
        widget=forms.RadioSelect,
    )
    since = forms.DateField(
        label=gettext_lazy("On which day that was"),
        help_text=gettext_lazy(
            "Ask the petitioner. The last day is counted from it; without it nobody can warn."
        ),
        required=False,
        widget=day_box(),
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Can it be handled here?"),
        choices=[
            (HERE, gettext_lazy("Yes, by the petition procedure")),
            (ELSEWHERE, gettext_lazy("No, the lawful way above answers it")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note for the petitioner"),
        help_text=gettext_lazy("It stands on the sheet that is printed."),
        required=False,
        widget=long_text(2),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer every way, and the times of the one that is chosen."""
        super().__init__(data, **more)
        chosen = str((data if data is not None else self.initial).get("way") or "")
        fields: dict[str, Any] = self.fields
        fields["way"].choices = [("", _("None of the list")), *_grouped()]
        way = ROUTES.find(chosen) if chosen in ROUTES else None
        times = way.times if way else ()
        said = language()
        fields["begins"].choices = [
            (one.key, f"{one.begins.say(said)} — {one.span.words.say(said)}") for one in times
        ]
        if times:
            fields["begins"].initial = times[0].key
            fields["since"].label = (
                _("On which day that was")
                if len(times) > 1
                else _("The day: {event}").format(event=times[0].begins.say(said))
            )
        if len(times) < len(("one", "another")):
            fields["begins"].widget = forms.HiddenInput()
        if not times:
            fields["since"].widget = forms.HiddenInput()

    def weighing(self) -> Weighing:
        """Return the answers as the act takes them."""
        said = self.cleaned_data
        return Weighing(
            is_here=said["answer"] == HERE,
            way=said["way"],
            begins=said["begins"],
            since=said["since"],
            note=said["note"],
        )


class HeardForm(ActForm):
    """Who said what of it."""

    words = forms.CharField(
        label=gettext_lazy("Whom you asked, and what they said"),
        help_text=gettext_lazy("The petitioner or the body there; when, and by which way."),
        widget=long_text(3),
    )


class TakenUpForm(HeardForm):
    """Who said that it was taken up, and its number there."""

    number_there = forms.CharField(
        label=gettext_lazy("Its number there"), max_length=60, required=False
    )


def day_of(text: str) -> date | None:
    """Read a day as a page sends it; nothing if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the ways by what they mean for a petition."""
    said = language()
    return [
        (
            str(STANDINGS[standing]),
            [(way.code, way.title.say(said)) for way in ROUTES.all() if way.standing is standing],
        )
        for standing in Standing
    ]
