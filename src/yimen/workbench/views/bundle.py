"""The file as one PDF: asked for, waited for, downloaded."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.base.errors import NotFound
from yimen.base.time import now
from yimen.casework.actions.make_bundle import make_bundle
from yimen.casework.queries.bundle import (
    bundle_for,
    file_for_bundle,
    is_out_of_date,
    last_bundle,
    may_bind,
    progress,
)
from yimen.casework.showing import Shown
from yimen.people.middleware import Request
from yimen.workbench.door import page
from yimen.workbench.presenting import size
from yimen.workbench.views.act import petition_url
from yimen.workbench.views.letters import PDF


@page
def bundle(request: Request, petition_id: int) -> HttpResponse:
    """Show how far it is, or have it made; asked by a script, only how far it is."""
    petition = file_for_bundle(request.actor, petition_id)
    if not may_bind(request.actor, petition):
        raise NotFound
    if request.method == "POST":
        make_bundle(petition_id, by=request.actor, at=now())
        return redirect("workbench:bundle", petition_id)
    last = last_bundle(request.actor, petition_id)
    context: Shown = {
        "petition": {"number": petition.number, "title": petition.title},
        "back_url": petition_url(petition_id),
        "here_url": request.path,
        "bundle": progress(last) if last else None,
    }
    if last:
        context["bundle"] |= {
            "size": size(last.size),
            "is_old": is_out_of_date(last, petition),
            "url": reverse("workbench:bundle_pdf", args=[petition_id, last.pk]),
        }
    part = "part" in request.GET
    return render(request, f"workbench/{'parts/bundle' if part else 'bundle'}.html", context)


@page
def pdf(request: Request, petition_id: int, bundle_id: int) -> FileResponse:
    """Hand it out, to be kept."""
    row, path = bundle_for(request.actor, petition_id, bundle_id, at=now())
    if not path.is_file():
        raise NotFound
    name = _("The file as one paper") + f" {row.petition.number}.pdf"
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=PDF)
    response["X-Content-Type-Options"] = "nosniff"
    return response
