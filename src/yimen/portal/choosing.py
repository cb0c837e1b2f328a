"""Which demands something is about: offered where there are several, named in any case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.casework.queries.mine import MyFile
from yimen.law.moves import MOVES, Move
from yimen.portal.forms import Asked

if TYPE_CHECKING:
    from yimen.registry.models import Demand


class OfOneDemand(Asked):
    """Something said of one demand; a single one is no choice, but named all the same."""

    demand = forms.TypedChoiceField(
        label=_("Which demand?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a demand."),
            "invalid_choice": _("This is not open any more. Look at your matter."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, found: Mapping[int, str]) -> None:
        """Offer the demands of which it can be said."""
        super().__init__(data)
        offer(self, "demand", found)


def offer(form: Asked, name: str, found: Mapping[int, str], first: object = None) -> None:
    """Offer a choice; what is none is named in a hidden box.

    A form sent twice names what the first has done, and must do nothing to another.
    """
    field: Any = form.fields[name]
    field.choices = list(found.items())
    field.initial = first
    if len(found) == 1:
        several = isinstance(field, forms.TypedMultipleChoiceField)
        field.widget = forms.MultipleHiddenInput() if several else forms.HiddenInput()
        field.initial = list(found) if several else next(iter(found))


def open_to(
    file: MyFile, move: Move, fits: Callable[[Demand], bool] = lambda _: True
) -> dict[int, str]:
    """Return the demands with which this can be done now, each with what it asks for."""
    demands = (one.demand for one in file.demands)
    ways = MOVES[move].ways
    return {d.pk: f"{d.position}. {d.request}" for d in demands if d.state in ways and fits(d)}
