"""One's own file as one PDF: asked for, waited for, saved."""

from __future__ import annotations

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day, now
from yimen.casework.actions.make_bundle import make_bundle
from yimen.casework.queries.bundle import bundle_for, is_out_of_date, last_bundle, progress
from yimen.casework.queries.mine import my_file
from yimen.casework.showing import Shown
from yimen.people.middleware import Request
from yimen.portal.pages import matter, page, part
from yimen.portal.presenting import Looked


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def bundle(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Show how far it is, or have it made; asked by a script, only how far it is."""
    at = now()
    looked = Looked(file=my_file(who, at=at, on=local_day(at)), key=key, today=local_day(at))
    petition = looked.file.petition
    if request.method == "POST":
        make_bundle(petition.pk, by=who, at=at)
        return redirect(looked.url("bundle"))
    last = last_bundle(who, petition.pk)
    shown: Shown = {
        "number": petition.number,
        "back_url": looked.url("matter"),
        "here_url": looked.url("bundle"),
        "bundle": progress(last) if last else None,
    }
    if last:
        shown["bundle"] |= {
            "is_old": is_out_of_date(last, petition),
            "url": looked.url("bundle_pdf", last.pk),
        }
    if "part" in request.GET:
        return part(request, "portal/parts/bundle.html", shown)
    return page(request, "portal/bundle.html", shown, place="track")


@require_safe
@matter
def pdf(_: Request, who: Actor, key: str, bundle: int) -> HttpResponseBase:
    """Hand it out, to be kept."""
    at = now()
    petition = my_file(who, at=at, on=local_day(at)).petition
    _row, path = bundle_for(who, petition.pk, bundle, at=at)
    if not path.is_file():
        raise NotFound
    name = gettext("The file as one paper") + f" {key}.pdf"
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type="application/pdf"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
