"""The letter of an accusation, opened for a reason, with the reader's name across the page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from yimen.base.errors import NotFound, Refused
from yimen.base.time import now
from yimen.casework.actions.open_sealed import open_sealed
from yimen.casework.queries.lanes import require_openable
from yimen.casework.queries.papers import watermark
from yimen.casework.showing import said
from yimen.people.middleware import Request
from yimen.registry.lane import Content
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.sealed import OpenForm
from yimen.workbench.presenting import in_words
from yimen.workbench.views.act import petition_url


@page
def sealed(request: Request, petition_id: int) -> HttpResponse:
    """Ask for the reason; then show the letter once, on this page alone."""
    petition = require_openable(request.actor, petition_id)
    context: dict[str, object] = {
        "petition": {"number": petition.number, "title": in_words(petition.title)},
        "back_url": petition_url(petition_id),
        "action_url": request.path,
        "watermark": watermark(request.actor, now()),
        "refusal": "",
        "letter": None,
    }
    form = OpenForm(request.POST) if request.method == "POST" else OpenForm()
    status = 200
    if request.method == "POST" and not form.is_valid():
        status = UNFIT
    elif request.method == "POST":
        try:
            found = open_sealed(
                petition_id, reason=form.cleaned_data["words"], by=request.actor, at=now()
            )
        except NotFound:
            raise
        except Refused as refusal:
            context["refusal"], status = said(refusal), CONFLICT
        else:
            context["letter"] = _letter(found)
    return render(request, "workbench/sealed.html", {**context, "form": form}, status=status)


def _letter(found: Content) -> dict[str, object]:
    return {
        "title": found.title,
        "place": found.place,
        "demands": [
            {"number": one.position, "request": one.request, "facts": one.facts}
            for one in found.demands
        ],
        "people": [
            {"name": one.name, "phone": one.phone, "address": one.address} for one in found.people
        ],
    }
