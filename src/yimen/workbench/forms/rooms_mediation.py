"""What a mediator enters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.rooms.mediation.queries import KINDS, Whole, committees, roster
from yimen.workbench.forms.asking import Asking, day_box, long_text, moment_box

PROMISES = 4
TALKS = [
    ("meeting", gettext_lazy("Mediation meeting")),
    ("alone", gettext_lazy("Talk with one party")),
    ("inquiry", gettext_lazy("Inquiry")),
    ("visit", gettext_lazy("Follow-up visit")),
]


class OfferForm(Asking):
    """A dispute that somebody brought to the room, or for which mediation is offered."""

    committee = forms.TypedChoiceField(label=gettext_lazy("Committee"), coerce=int)
    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=KINDS)
    dispute = forms.CharField(label=gettext_lazy("What happened?"), widget=long_text(5))
    wishes = forms.CharField(
        label=gettext_lazy("What is wished"), required=False, widget=long_text(2)
    )
    first = forms.CharField(label=gettext_lazy("First party"), max_length=80)
    first_phone = forms.CharField(
        label=gettext_lazy("Telephone of the first party"), max_length=40, required=False
    )
    second = forms.CharField(label=gettext_lazy("Second party"), max_length=80)
    second_phone = forms.CharField(
        label=gettext_lazy("Telephone of the second party"), max_length=40, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer the committees."""
        super().__init__(*args, **kwargs)
        committee: Any = self.fields["committee"]
        committee.choices = [(one.pk, one.name) for one in committees()]


class BeginForm(Asking):
    """Who mediates."""

    mediators = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Mediators"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer the roster; whom a party wishes is ticked."""
        super().__init__(*args, **kwargs)
        people = roster(whole.case.committee_id)
        mediators: Any = self.fields["mediators"]
        mediators.choices = [(one.staff_id, one.staff.name) for one in people]
        wished = {side.wishes_mediator for side in whole.sides}
        mediators.initial = [one.staff_id for one in people if one.staff.name in wished]


class HandOnForm(Asking):
    """Who goes on with a case."""

    to = forms.TypedChoiceField(
        label=gettext_lazy("The mediator who goes on"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, fit: Iterable[tuple[int, str]]) -> None:  # noqa: ANN401  # as a form takes it
        """Offer who can take it."""
        super().__init__(*args)
        to: Any = self.fields["to"]
        to.choices = list(fit)


class ConsentForm(Asking):
    """What a party said at the counter, with a signature."""

    party = forms.TypedChoiceField(label=gettext_lazy("Which party"), coerce=int)
    wishes = forms.ChoiceField(
        label=gettext_lazy("What the party said"),
        choices=[("yes", gettext_lazy("Agrees")), ("no", gettext_lazy("Does not agree"))],
        widget=forms.RadioSelect,
    )
    has_read = forms.BooleanField(
        label=gettext_lazy("The notice of rights and duties was read, and signed on paper"),
        required=False,
    )

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer those who have not answered."""
        super().__init__(*args, **kwargs)
        party: Any = self.fields["party"]
        party.choices = [(side.id, side.name) for side in whole.sides if side.consent == "asked"]


class TalkForm(Asking):
    """One meeting: planned, and then written down."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=TALKS)
    planned_at = forms.DateTimeField(label=gettext_lazy("When"), widget=moment_box())
    place = forms.CharField(label=gettext_lazy("Place of the talk"), max_length=80)
    present = forms.CharField(label=gettext_lazy("Who was there"), required=False)
    record = forms.CharField(
        label=gettext_lazy("Record"),
        help_text=gettext_lazy("Read it back; have it signed on paper. Leave empty while planned."),
        required=False,
        widget=long_text(6),
    )


class AgreeForm(Asking):
    """An agreement in its parts, and who promises what."""

    form = forms.ChoiceField(
        label=gettext_lazy("Form"),
        choices=[
            ("written", gettext_lazy("Written")),
            ("oral", gettext_lazy("Oral, noted by the mediator")),
        ],
        initial="written",
    )
    facts = forms.CharField(label=gettext_lazy("Main facts"), widget=long_text(4))
    points = forms.CharField(
        label=gettext_lazy("Points in dispute, and who answers for what"), widget=long_text(3)
    )
    terms = forms.CharField(
        label=gettext_lazy("What is agreed, how it is done and by when"), widget=long_text(5)
    )

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Add lines for promises; what was drafted before stands in them."""
        super().__init__(*args, **kwargs)
        sides = [("", _("Nobody promises")), *((str(side.id), side.name) for side in whole.sides)]
        for place in range(PROMISES):
            before = whole.promises[place] if place < len(whole.promises) else None
            n = place + 1
            self.fields[f"party_{place}"] = forms.ChoiceField(
                label=_("Promise {n}: who").format(n=n), choices=sides, required=False
            )
            self.fields[f"what_{place}"] = forms.CharField(
                label=_("Promise {n}: what").format(n=n), max_length=300, required=False
            )
            self.fields[f"due_{place}"] = forms.DateField(
                label=_("Promise {n}: by when").format(n=n), required=False, widget=day_box()
            )
            if before:
                names = {name: code for code, name in sides}
                self.initial.update(
                    {
                        f"party_{place}": names.get(before.who, ""),
                        f"what_{place}": before.what,
                        f"due_{place}": before.due_on,
                    }
                )

    def clean(self) -> dict[str, Any]:
        """Ask for whole promises: who, what and by when."""
        said = super().clean() or {}
        for place in range(PROMISES):
            parts = [said.get(f"{name}_{place}") for name in ("party", "what", "due")]
            if any(parts) and not all(parts):
                self.add_error(f"what_{place}", _("Say who does what, and by when."))
        return said

    def given(self) -> dict[str, Any]:
        """Return what was entered, with the promises in one piece."""
        return self.cleaned_data | {"promises": self.promises()}

    def promises(self) -> list[tuple[int, str, Any]]:
        """Return the promises that were entered."""
        said = self.cleaned_data
        return [
            (int(said[f"party_{place}"]), said[f"what_{place}"], said[f"due_{place}"])
            for place in range(PROMISES)
            if said.get(f"what_{place}")
        ]


class EndForm(Asking):
    """Why it leads nowhere."""

    reason = forms.CharField(label=gettext_lazy("Why it ends"), required=False, widget=long_text(2))


class CourtForm(Asking):
    """When the parties applied to the court, and what it decided."""

    applied_on = forms.DateField(label=gettext_lazy("Applied on"), required=False, widget=day_box())
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision of the court"),
        choices=[
            ("", gettext_lazy("None yet")),
            ("confirmed", gettext_lazy("Confirmed")),
            ("rejected", gettext_lazy("Rejected")),
            ("withdrawn", gettext_lazy("Withdrawn by the parties")),
        ],
        required=False,
    )
    decided_on = forms.DateField(label=gettext_lazy("Decided on"), required=False, widget=day_box())
