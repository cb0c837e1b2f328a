"""What is entered about a joint session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.workbench.forms.asking import Asking, day_box, long_text, moment_box

PROMISES = 4
#: How the names of the fields of each promise end.
ENDS = tuple(f"_{place}" for place in range(PROMISES))
ANSWERS = [
    ("comes", gettext_lazy("I come")),
    ("sends", gettext_lazy("Somebody else comes")),
    ("cannot", gettext_lazy("I cannot come")),
]
Choices = Sequence[tuple[Any, Any]]


class PlanForm(Asking):
    """When, where, about what, and who is asked to come."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[
            ("joint", gettext_lazy("Joint session")),
            ("single", gettext_lazy("Single room")),
            ("reason", gettext_lazy("Public reasoning")),
        ],
        widget=forms.RadioSelect,
        initial="joint",
    )
    wants_reason = forms.BooleanField(
        label=gettext_lazy("The petitioner was asked, and wishes a public reasoning"),
        help_text=gettext_lazy(
            "Neighbours, deputies or experts hear both sides and say what they think is fair. It"
            " binds nobody."
        ),
        required=False,
    )
    starts_at = forms.DateTimeField(label=gettext_lazy("Begins"), widget=moment_box())
    ends_at = forms.DateTimeField(label=gettext_lazy("Ends"), widget=moment_box())
    room = forms.TypedChoiceField(
        label=gettext_lazy("Meeting room"),
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # the stubs know of words only
        required=False,
    )
    place = forms.CharField(label=gettext_lazy("Another place"), max_length=120, required=False)
    agenda = forms.CharField(label=gettext_lazy("Agenda"), widget=long_text(3))
    lawyer = forms.ChoiceField(label=gettext_lazy("Lawyer"), required=False)
    mediator = forms.ChoiceField(label=gettext_lazy("Mediator"), required=False)
    wants_support = forms.BooleanField(
        label=gettext_lazy("The petitioner was asked, and wants a counsellor at the table"),
        required=False,
    )
    counsellor = forms.ChoiceField(label=gettext_lazy("Counsellor"), required=False)
    organs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Responsible organs"), coerce=int, required=False,
        help_text=gettext_lazy("Who has the matter now stands first. Hold Ctrl to choose several."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    guests = forms.CharField(
        label=gettext_lazy("Other people"),
        help_text=gettext_lazy(
            "One a line: name and office. Each gets a code with which to answer."
        ),
        required=False,
        widget=long_text(2),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # as a form takes it
        rooms: Choices,
        organs: Choices,
        people: Mapping[str, Choices],
        **kwargs: Any,  # noqa: ANN401  # as a form takes it
    ) -> None:
        """Offer rooms, organs and those who can sit in each part."""
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["room"].choices = [("", _("Another place")), *rooms]
        fields["organs"].choices = organs
        for part, who in people.items():
            fields[part].choices = [("", _("Nobody")), *who]

    def names(self) -> tuple[str, ...]:
        """Return the people who are no office's."""
        lines = self.cleaned_data["guests"].splitlines()
        return tuple(line.strip() for line in lines if line.strip())


class MoveForm(Asking):
    """When and where it is held instead, and why."""

    starts_at = forms.DateTimeField(label=gettext_lazy("Begins"), widget=moment_box())
    ends_at = forms.DateTimeField(label=gettext_lazy("Ends"), widget=moment_box())
    room = forms.TypedChoiceField(
        label=gettext_lazy("Meeting room"),
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # the stubs know of words only
        required=False,
    )
    place = forms.CharField(label=gettext_lazy("Another place"), max_length=120, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why it is moved"),
        help_text=gettext_lazy("Everybody is asked anew, and reads this with the old time."),
        widget=long_text(2),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # as a form takes it
        rooms: Choices,
        **kwargs: Any,  # noqa: ANN401  # as a form takes it
    ) -> None:
        """Offer the rooms."""
        super().__init__(*args, **kwargs)
        room: Any = self.fields["room"]
        room.choices = [("", _("Another place")), *rooms]


class AnswerForm(Asking):
    """Whether one comes."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"), choices=ANSWERS, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Who comes instead, or why nobody does"), max_length=200, required=False
    )


class MinutesForm(Asking):
    """What happened at the table, and who promised what by when."""

    came = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who came"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    asked = forms.CharField(label=gettext_lazy("What was asked for"), widget=long_text(3))
    said = forms.CharField(label=gettext_lazy("What each side said"), widget=long_text(4))
    found = forms.CharField(label=gettext_lazy("What came of it"), widget=long_text(3))
    opinion = forms.CharField(
        label=gettext_lazy("Joint opinion, if there is one"), required=False, widget=long_text(3)
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # as a form takes it
        seats: Choices,
        organs: Choices,
        **kwargs: Any,  # noqa: ANN401  # as a form takes it
    ) -> None:
        """Offer who was asked, and lines for promises of the organs at the table."""
        super().__init__(*args, **kwargs)
        came: Any = self.fields["came"]
        came.choices = seats
        for place in range(PROMISES):
            n = place + 1
            self.fields[f"organ_{place}"] = forms.ChoiceField(
                label=_("Promise {n}: who").format(n=n),
                choices=[("", _("Nobody")), *organs],
                required=False,
            )
            self.fields[f"what_{place}"] = forms.CharField(
                label=_("Promise {n}: what").format(n=n), max_length=300, required=False
            )
            self.fields[f"due_{place}"] = forms.DateField(
                label=_("Promise {n}: by when").format(n=n), required=False, widget=day_box()
            )

    def clean(self) -> dict[str, Any]:
        """Ask for whole promises: who, what and by when."""
        told = super().clean() or {}
        for place in range(PROMISES):
            parts = [told.get(f"{name}_{place}") for name in ("organ", "what", "due")]
            if any(parts) and not all(parts):
                self.add_error(f"what_{place}", _("Say who does what, and by when."))
        return told

    def given(self) -> dict[str, Any]:
        """Return what was entered, with the promises in one piece."""
        return self.cleaned_data | {"promises": self.promises()}

    def promises(self) -> list[tuple[int, str, Any]]:
        """Return the promises that were entered."""
        told = self.cleaned_data
        return [
            (int(told[f"organ_{place}"]), told[f"what_{place}"], told[f"due_{place}"])
            for place in range(PROMISES)
            if told.get(f"what_{place}")
        ]


class OpineForm(Asking):
    """The written opinion of those who sat there."""

    opinion = forms.CharField(label=gettext_lazy("Joint opinion"), widget=long_text(4))


class VisitForm(Asking):
    """A visit to the place itself."""

    place = forms.CharField(label=gettext_lazy("Place that was visited"), max_length=120)
    present = forms.CharField(label=gettext_lazy("Who was there"), required=False)
    found = forms.CharField(label=gettext_lazy("What was found"), widget=long_text(3))


class OffForm(Asking):
    """Why it is not held."""

    reason = forms.CharField(label=gettext_lazy("Why it is not held"), widget=long_text(2))
