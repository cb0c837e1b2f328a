"""Letters to read and to download, and the papers that were handed in."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yimen.base.errors import NotFound
from yimen.base.time import local_day, now
from yimen.casework.actions.reissue import reissue
from yimen.casework.explaining import dates_of
from yimen.casework.queries.papers import (
    attachment_for,
    letter_for,
    may_reissue,
    page_of,
    watermark,
)
from yimen.documents.lane import InMemory
from yimen.documents.names import title_of
from yimen.people.middleware import Request
from yimen.workbench.door import page
from yimen.workbench.presenting import in_words
from yimen.workbench.views.act import petition_url

#: A file from outside may hold anything: the browser keeps it, alone and without rights.
ALONE = "default-src 'none'; sandbox"
PDF = "application/pdf"


@page
def letter(request: Request, petition_id: int, letter_id: int) -> HttpResponse:
    """Show a letter word for word, as it was printed."""
    row, _path = letter_for(request.actor, letter_id, at=now())
    if row.petition_id != petition_id:
        raise NotFound
    context = {
        "petition": {"number": row.petition.number, "title": in_words(row.petition.title)},
        "back_url": petition_url(petition_id),
        "title": title_of(row.kind),
        "paper": page_of(row),
        "dates": dates_of(row, local_day(now())),
        "number": row.number,
        "organ": row.organ.name,
        "issued_at": row.issued_at,
        "version": row.version,
        "sha256": row.sha256,
        "watermark": watermark(request.actor, now()) if row.petition.is_sealed else "",
        "pdf_url": reverse("workbench:letter_pdf", args=[petition_id, letter_id]),
        "again_url": reverse("workbench:letter_again", args=[petition_id, letter_id])
        if may_reissue(request.actor, row)
        else "",
    }
    return render(request, "workbench/letter.html", context)


@page
@require_POST
def letter_again(request: Request, petition_id: int, letter_id: int) -> HttpResponse:
    """Issue a letter again from the file as it is now: a new version beside the old one."""
    made = reissue(petition_id, letter=letter_id, by=request.actor, at=now())
    messages.success(
        request,
        _("{number} was issued again, as version {version}. The earlier version is kept.").format(
            number=made.number, version=made.version
        ),
    )
    return redirect("workbench:letter", petition_id, made.pk)


@page
def letter_pdf(request: Request, petition_id: int, letter_id: int) -> FileResponse:
    """Hand out the PDF itself, to be kept; with `?show` to be seen and printed at once."""
    row, path = letter_for(request.actor, letter_id, at=now())
    if row.petition_id != petition_id:
        raise NotFound
    name = f"{title_of(row.kind)} {row.number}.pdf"
    return _to_print(path, name) if "show" in request.GET else _file(path, name, PDF)


@page
def attachment(request: Request, petition_id: int, paper_id: int) -> FileResponse:
    """Hand out a paper that was handed in, to be kept and not to be shown inside the page."""
    row, path = attachment_for(request.actor, paper_id, at=now())
    if row.petition_id != petition_id:
        raise NotFound
    return _file(path, row.name, row.media_type)


def _to_print(path: Path | InMemory, name: str) -> FileResponse:
    """Let the browser show a PDF of our own making: nobody else's words are code in it.

    Without a content policy, for the browser's own viewer stumbles over one.
    """
    if not path.is_file():
        raise NotFound
    response = FileResponse(path.open("rb"), filename=name, content_type=PDF)
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_exempt = True  # type: ignore[attr-defined]  # noqa: SLF001 - as csp's own decorator
    return response


def _file(path: Path | InMemory, name: str, media_type: str) -> FileResponse:
    if not path.is_file():
        raise NotFound
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type=media_type
    )
    response["Content-Security-Policy"] = ALONE
    response["X-Content-Type-Options"] = "nosniff"
    return response
