"""What a meeting room is: asked of the system administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from yimen.base.time import local_day, now
from yimen.people.queries import living_organs
from yimen.rooms.joint.actions.set_room import Entry
from yimen.workbench.forms.asking import Asking


class RoomForm(Asking):
    """A room: whose it is, where, and for how many."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    organ = forms.TypedChoiceField(label=gettext_lazy("Organ"), coerce=int)
    address = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("House, floor and door: it is printed on invitations."),
        max_length=120,
    )
    seats = forms.IntegerField(label=gettext_lazy("Chairs"), min_value=2, max_value=500, initial=12)
    is_open = forms.BooleanField(
        label=gettext_lazy("In use"),
        help_text=gettext_lazy("A room that is not in use is offered for no new session."),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as a form takes it
        """Offer the living organs."""
        super().__init__(*args, **kwargs)
        organ: Any = self.fields["organ"]
        organ.choices = [(one.pk, one.name) for one in living_organs(local_day(now()))]

    def entry(self) -> Entry:
        """Return what was entered."""
        return Entry(**self.cleaned_data)
