"""Showing what is hidden, for a reason that is written down; and who has read a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import now
from yimen.casework.actions.unmask import unmask as reveal
from yimen.casework.choices import CAPACITIES, word
from yimen.casework.queries.hidden import Hidden, hidden_of
from yimen.casework.queries.readers import readers_of
from yimen.casework.showing import said
from yimen.people.middleware import Request
from yimen.registry.telling import role_name
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.unmask import WHAT, UnmaskForm
from yimen.workbench.names import read_words
from yimen.workbench.presenting import in_words
from yimen.workbench.views.act import petition_url


@page
def unmask(request: Request, petition_id: int, party_id: int) -> HttpResponse:
    """Ask for the reason; then show it once, on this page alone."""
    hidden = hidden_of(request.actor, petition_id, party_id)
    if request.method != "POST":
        return _shown(request, hidden, UnmaskForm(hidden=hidden.what))
    form = UnmaskForm(request.POST, hidden=hidden.what)
    if not form.is_valid():
        return _shown(request, hidden, form, status=UNFIT)
    what, reason = form.cleaned_data["what"], form.reason()
    try:
        value = reveal(petition_id, party=party_id, what=what, reason=reason,
                       by=request.actor, at=now())  # fmt: skip
    except NotFound:
        raise
    except Refused as refusal:
        return _shown(request, hidden, form, reason=said(refusal), status=CONFLICT)
    revealed = {"label": dict(WHAT)[what], "value": value}
    return _shown(request, hidden, form, revealed=revealed)


def _shown(
    request: Request,
    hidden: Hidden,
    form: UnmaskForm,
    *,
    reason: str = "",
    revealed: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    petition = hidden.petition
    context = {
        "petition": {"number": petition.number, "title": in_words(petition.title)},
        "party": {"role": word(CAPACITIES, hidden.capacity), "name": hidden.name},
        "shows": [str(label) for what, label in WHAT if what in hidden.what],
        "form": form,
        "refusal": reason,
        "revealed": revealed,
        "back_url": petition_url(petition.pk),
        "action_url": request.path,
    }
    return render(request, "workbench/unmask.html", context, status=status)


@page
def reads(request: Request, petition_id: int) -> HttpResponse:
    """Show who has read a file, newest first, to those who may know."""
    before = request.GET.get("before", "")
    found = readers_of(request.actor, petition_id, before=row_number(before))
    lines = [
        {
            "at": line.at,
            "name": line.staff.name if line.staff else role_name(line.role),
            "post": role_name(line.role) if line.staff else "",
            "organ": line.organ.name if line.organ else "",
            "what": read_words(line.what),
            "purpose": line.reason,
        }
        for line in found.lines
    ]
    url = reverse("workbench:reads", args=[petition_id])
    context = {
        "petition": {"number": found.petition.number, "title": in_words(found.petition.title)},
        "back_url": petition_url(petition_id),
        "reads": lines,
        "older": f"{url}?before={found.before}" if found.before else "",
        "newer": url if before else "",
        "about": _("Readings by officers; the petitioner's own are not listed."),
    }
    return render(request, "workbench/reads.html", context)
