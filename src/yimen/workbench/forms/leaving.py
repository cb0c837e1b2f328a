"""Whose matters go to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yimen.casework.queries.holding import Held
from yimen.workbench.forms.asking import Asking

if TYPE_CHECKING:
    from yimen.people.models import Staff


class HandOverAllForm(Asking):
    """Who leaves, and who takes over."""

    leaving = forms.TypedChoiceField(
        label=gettext_lazy("Whose matters are handed over"), coerce=int
    )
    to = forms.TypedChoiceField(label=gettext_lazy("Who takes them over"), coerce=int)

    def __init__(self, *args: Any, held: Sequence[Held], takers: Sequence[Staff]) -> None:  # noqa: ANN401  # as a form takes it
        """Offer those who hold something that can change hands, and the handlers of today."""
        super().__init__(*args)
        leaving: Any = self.fields["leaving"]
        people = [(one.staff, _counted(one)) for one in held if one.movable]
        leaving.choices = [("", _("Choose a person")), *people]
        to: Any = self.fields["to"]
        to.choices = [("", _("Choose a person")), *((one.pk, one.name) for one in takers)]
        gone = [one.staff for one in held if one.has_left and one.movable]
        leaving.initial = gone[0] if gone else ""

    def clean(self) -> dict[str, Any]:
        """Ask for two people."""
        said = super().clean() or {}
        if said.get("to") and said.get("to") == said.get("leaving"):
            self.add_error("to", _("Choose somebody else: they hold these matters already."))
        return said


def _counted(one: Held) -> str:
    n = len(one.movable)
    return ngettext("{name}: {n} matter", "{name}: {n} matters", n).format(name=one.name, n=n)
