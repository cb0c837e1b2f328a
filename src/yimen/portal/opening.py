"""Opening a room's page with a code: wrong tries wait, longer each time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import STRANGER, Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.base.time import now
from yimen.casework.showing import said
from yimen.people import patience
from yimen.people.middleware import Request, change_actor
from yimen.portal.fields import Words
from yimen.portal.forms import Asked
from yimen.portal.pages import NOT_DONE, page
from yimen.registry.code import tidy_code


class NothingOpens(Refused):
    """The code opens nothing here. Compare the digits with the paper that you got."""


class CodeForm(Asked):
    """The code on the paper."""

    code = Words(
        label=_("Your code"),
        help_text=_("Twelve digits, on the paper that you got."),
        most=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        missing=_("Enter the code."),
    )

    def clean_code(self) -> str:
        """Return the digits alone."""
        return tidy_code(self.cleaned_data["code"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """What a code can open: where it is kept in the browser, how it is found, where it leads."""

    kept_as: str
    blind: Callable[[str], str]
    looks: Callable[[Actor], object]
    leads: str
    #: Where the code itself is kept, for a page that shows it again.
    code_as: str = ""


def by_code(request: Request, template: str, *rooms: Opens) -> HttpResponseBase:
    """Ask for a code, and lead to what it opens; wrong ones must wait, longer each time."""
    is_sent = request.method == "POST"
    form, refusal = CodeForm(request.POST if is_sent else None), ""
    if is_sent and form.is_valid():
        found = _try(request, form.cleaned_data["code"], rooms)
        if isinstance(found, Opens):
            return redirect(found.leads)
        refusal = found
    shown = {"form": form, "refusal": refusal}
    return page(request, template, shown, place="hall", status=NOT_DONE if is_sent else 200)


def _try(request: Request, code: str, rooms: tuple[Opens, ...]) -> Opens | str:
    """Keep the code in this browser if it opens something; else say why not."""
    at, tries = now(), patience.tries_of(request, f"{rooms[0].kept_as} code")
    if tries.wait_left(at):
        return gettext("Too many wrong codes. Wait a moment, then try again.")
    for room in rooms:
        blind = room.blind(code)
        who = change_actor(request, Actor(role=Role.VISITOR, code=blind))
        with suppress(NotFound):
            room.looks(who)
            request.session.cycle_key()
            request.session[room.kept_as] = blind
            if room.code_as:
                request.session[room.code_as] = code
            tries.succeeded()
            return room
    change_actor(request, STRANGER)
    tries.failed(at)
    return said(NothingOpens())


def holder(request: Request, kept_as: str) -> Actor:
    """Return whoever opened a page with a code in this browser, as the rules know them."""
    blind = request.session.get(kept_as, "") or "-"
    return change_actor(request, Actor(role=Role.VISITOR, code=blind))
