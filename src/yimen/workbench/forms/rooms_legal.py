"""What a lawyer of the legal room enters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from yimen.casework.showing import language
from yimen.law.routes import ROUTES
from yimen.workbench.forms.asking import Asking, day_box, long_text

CAN = [
    ("here", gettext_lazy("Yes, in the petition procedure")),
    ("elsewhere", gettext_lazy("Not here: another lawful way is open")),
    ("not", gettext_lazy("No lawful way is open for it")),
]
OUTCOMES = [
    ("petition", gettext_lazy("Entered the petition procedure")),
    ("led", gettext_lazy("Led to a lawful way, not accepted there yet")),
    ("accepted", gettext_lazy("Led to a lawful way and accepted there")),
    ("other", gettext_lazy("Something else: an answer was enough")),
]


class ConsultForm(Asking):
    """Who came, with what, and who is on the other side."""

    client = forms.CharField(label=gettext_lazy("Client"), max_length=80)
    others = forms.CharField(
        label=gettext_lazy("Names on the other side"),
        help_text=gettext_lazy(
            "One a line. They are compared with your earlier consultations before you advise."
        ),
        required=False,
        widget=long_text(2),
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    people = forms.IntegerField(
        label=gettext_lazy("How many people came"), min_value=1, max_value=200, initial=1
    )
    petition = forms.TypedChoiceField(
        label=gettext_lazy("Petition"),
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # the stubs know of words only
        required=False,
    )
    facts = forms.CharField(label=gettext_lazy("What the client says"), widget=long_text(6))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # as a form takes it
        referred: Sequence[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401  # as a form takes it
    ) -> None:
        """Offer what was referred to the legal room."""
        super().__init__(*args, **kwargs)
        petition: Any = self.fields["petition"]
        petition.choices = [("", gettext_lazy("None: a consultation alone")), *referred]

    def names(self) -> tuple[str, ...]:
        """Return the names on the other side."""
        lines = self.cleaned_data["others"].splitlines()
        return tuple(line.strip() for line in lines if line.strip())


class AdviseForm(Asking):
    """The two questions, and what the guidance sheet says."""

    can = forms.ChoiceField(
        label=gettext_lazy("Can it be handled?"), choices=CAN, widget=forms.RadioSelect
    )
    sheet = forms.TypedChoiceField(
        label=gettext_lazy("Take the way from the screening sheet"),
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # the stubs know of words only
        required=False,
    )
    way = forms.ChoiceField(label=gettext_lazy("Lawful way"), required=False)
    since = forms.DateField(
        label=gettext_lazy("The client's time there runs since"),
        help_text=gettext_lazy("The day of the event that the law names; the last day is counted."),
        required=False,
        widget=day_box(),
    )
    direction = forms.CharField(
        label=gettext_lazy("What can be claimed"), required=False, widget=long_text(2)
    )
    how = forms.CharField(label=gettext_lazy("How can it be handled?"), widget=long_text(4))
    expect = forms.CharField(
        label=gettext_lazy("How long it may take, and what may come of it"),
        required=False,
        widget=long_text(2),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # as a form takes it
        sheets: Sequence[tuple[int, str]] = (),
        **kwargs: Any,  # noqa: ANN401  # as a form takes it
    ) -> None:
        """Offer the petition's screening sheets and the law's list of ways."""
        super().__init__(*args, **kwargs)
        sheet: Any = self.fields["sheet"]
        sheet.choices = [("", gettext_lazy("None")), *sheets]
        if not sheets:
            del self.fields["sheet"]
        way: Any = self.fields["way"]
        rows = [(row.code, row.title.say(language())) for row in ROUTES.all()]
        way.choices = [("", gettext_lazy("None")), *rows]


class OpinionForm(Asking):
    """The four parts of a legal opinion."""

    facts = forms.CharField(label=gettext_lazy("Facts that are assumed"), widget=long_text(4))
    law = forms.CharField(label=gettext_lazy("Law"), widget=long_text(3))
    ways = forms.CharField(label=gettext_lazy("Ways"), widget=long_text(3))
    risks = forms.CharField(label=gettext_lazy("Risks"), widget=long_text(3))
    sign = forms.BooleanField(
        label=gettext_lazy("Sign it: it is not changed any more"), required=False
    )


class HandOverForm(Asking):
    """Another lawyer of the room."""

    to = forms.TypedChoiceField(label=gettext_lazy("Lawyer"), coerce=int)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # as a form takes it
        lawyers: Sequence[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401  # as a form takes it
    ) -> None:
        """Offer the others."""
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = lawyers


class AidForm(Asking):
    """When legal aid was asked for."""

    asked_on = forms.DateField(label=gettext_lazy("Asked for on"), widget=day_box())


class AidNoteForm(Asking):
    """What the legal aid centre decided."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision on legal aid"),
        choices=[
            ("", gettext_lazy("None yet")),
            ("granted", gettext_lazy("Granted")),
            ("refused", gettext_lazy("Not granted")),
        ],
        required=False,
    )
    decided_on = forms.DateField(
        label=gettext_lazy("Day of the decision"), required=False, widget=day_box()
    )
    assigned_on = forms.DateField(
        label=gettext_lazy("Lawyer assigned on"), required=False, widget=day_box()
    )
    lawyer = forms.CharField(label=gettext_lazy("Who was assigned"), max_length=80, required=False)


class CloseForm(Asking):
    """What came of it."""

    outcome = forms.ChoiceField(label=gettext_lazy("What came of it"), choices=OUTCOMES)
