"""What is asked of whoever reports somebody in office: whether it is that, and whom it concerns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from yimen.casework.showing import Shown
from yimen.portal.fields import Line
from yimen.registry.code import grouped
from yimen.registry.lane import Accused, Rest


class Accusing(forms.Form):
    """The questions; the rest of the filing form comes after them."""

    accuses = forms.BooleanField(
        label=_("I report misconduct of an office, or of somebody in office"),
        help_text=_(
            "For example bribery, abuse of power, or taking revenge. To ask for something, or to"
            " complain that nothing was done, is no such report: leave it empty then."
        ),
        required=False,
    )
    accused_organ = forms.ChoiceField(
        label=_("Which office, or the office of the person"),
        help_text=_(
            "From the moment you send it, this office and all below it are shut out. If it is not"
            " in the list, say it in your text."
        ),
        required=False,
    )
    accused_name = Line(label=_("Name of the person"), most=40, required=False)
    accused_office = Line(label=_("What they are there"), most=60, required=False)


def accused_of(given: dict[str, Any]) -> tuple[Accused, ...]:
    """Return whom the answers name, if anybody."""
    organ, name = int(given.get("accused_organ") or 0), given.get("accused_name") or ""
    if not given.get("accuses") or not (organ or name):
        return ()
    return (Accused(organ=organ, name=name, office=given.get("accused_office") or ""),)


def rest_shown(rest: Rest | None) -> Shown | None:
    """Return where what is no accusation goes, with the code that opens it there."""
    if rest is None:
        return None
    return {
        "number": rest.number,
        "query_code": grouped(rest.code),
        "url": f"{reverse('portal:track')}?{urlencode({'number': rest.number})}",
    }
