"""What a mediation committee is, and who is on its roster: asked of the system administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from yimen.access.actor import Role
from yimen.base.time import local_day, now
from yimen.people.queries import holders, living_organs
from yimen.rooms.mediation.actions.set_committee import Entry
from yimen.workbench.forms.asking import Asking


class CommitteeForm(Asking):
    """A committee: its name, where it is, whose mediators it has."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    mark = forms.CharField(
        label=gettext_lazy("Mark of its case numbers"),
        help_text=gettext_lazy(
            "The characters that open its numbers, like 一 in （2026）一人调字第3号."
        ),
        max_length=12,
    )
    organ = forms.TypedChoiceField(
        label=gettext_lazy("Organ at which its mediators hold their posts"), coerce=int
    )
    address = forms.CharField(label=gettext_lazy("Address"), max_length=120)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    is_active = forms.BooleanField(
        label=gettext_lazy("Takes new cases"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer the organs that there are today."""
        super().__init__(*args, **kwargs)
        organ: Any = self.fields["organ"]
        organ.choices = [(one.pk, one.name) for one in living_organs(local_day(now()))]

    def entry(self) -> Entry:
        """Return the committee as the act takes it."""
        return Entry(**self.cleaned_data)


class MediatorForm(Asking):
    """Somebody on the roster, as the parties read it."""

    staff = forms.TypedChoiceField(label=gettext_lazy("Mediator"), coerce=int)
    fields_known = forms.CharField(
        label=gettext_lazy("What they know well"),
        help_text=gettext_lazy("In words that the parties understand, like neighbours, wages."),
        max_length=200,
        required=False,
    )
    languages = forms.CharField(label=gettext_lazy("Languages"), max_length=80, required=False)

    def __init__(self, *args: Any, organ: int, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer whoever holds a mediator's post there today."""
        super().__init__(*args, **kwargs)
        staff: Any = self.fields["staff"]
        people = holders(Role.MEDIATOR, organ, local_day(now()))
        staff.choices = [(one.pk, one.name) for one in people]
