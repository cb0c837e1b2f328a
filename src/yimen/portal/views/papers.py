"""Letters to read and save, what was handed in, and adding to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override
from django.views.decorators.http import require_http_methods, require_safe

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.casework.actions.attach import attach
from yimen.casework.explaining import dates_of
from yimen.casework.filing import Paper
from yimen.casework.queries.mine import receipt_of
from yimen.casework.queries.open_reviews import to_be_received
from yimen.casework.queries.papers import attachment_for, letter_for, page_of
from yimen.casework.queries.served import unserved_demand
from yimen.casework.showing import Shown, said
from yimen.documents.names import title_of
from yimen.people.middleware import Request
from yimen.portal import drafts, uploads
from yimen.portal.drafts import Draft
from yimen.portal.filing import OFFICE_LANGUAGE
from yimen.portal.forms import FACTS_MOST, PapersForm
from yimen.portal.pages import NOT_DONE, matter, page
from yimen.portal.presenting import ISSUED
from yimen.portal.writing import files_of, ticket_of

if TYPE_CHECKING:
    from yimen.documents.models import Letter


@require_safe
@matter
def letter(request: Request, who: Actor, key: str, letter: int) -> HttpResponseBase:
    """Show a letter as a page; an answer that was not received yet is confirmed first."""
    found, _path = letter_for(who, letter, at=now())
    if first := _to_receive_first(key, found):
        return first
    shown: Shown = {
        "title": title_of(found.kind),
        "paper": page_of(found),
        "dates": dates_of(found, local_day(now())),
        "pdf_url": f"{request.path}pdf/",
        "back_url": _back(key),
    }
    return page(request, "portal/letter.html", shown, place="track")


@require_safe
@matter
def pdf(_: Request, who: Actor, key: str, letter: int) -> HttpResponseBase:
    """Hand out the file of a letter, as it was printed."""
    found, path = letter_for(who, letter, at=now())
    if first := _to_receive_first(key, found):
        return first
    name = f"{title_of(found.kind)} {found.number}.pdf"
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type="application/pdf"
    )


def _to_receive_first(key: str, found: Letter) -> HttpResponseBase | None:
    """Return the page that confirms receiving it, for what counts from the day it is received."""
    if found.opinion and found.opinion.stage == ISSUED:
        return redirect("portal:receive", key, found.opinion.pk)
    if review := to_be_received(found):
        return redirect("portal:receive_review", key, review)
    if demand := unserved_demand(found):
        return redirect("portal:receive_notice", key, demand)
    return None


@require_safe
@matter
def paper(_: Request, who: Actor, key: str, paper: int) -> HttpResponseBase:  # noqa: ARG001  # the code says which matter
    """Hand out what the petitioner handed in."""
    found, path = attachment_for(who, paper, at=now())
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type
    )


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def add(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Add words and files to a matter, at any time."""
    petition = receipt_of(who).petition
    if request.method != "POST":
        return _ask(request, key, Draft(), PapersForm())
    ticket = ticket_of(request)
    waits = uploads.unsealed(ticket, request.POST.get("kept", ""))
    papers = uploads.without(ticket, waits.papers, request.POST.get("drop", ""))
    taken = uploads.take_in(ticket, files_of(request), papers)
    answers = {"note": request.POST.getlist("note")}
    draft = Draft(ticket=ticket, answers=answers, papers=tuple(taken.papers))
    refused = [*waits.refused, *taken.refused]
    if "send" not in request.POST:
        initial = {"note": request.POST.get("note", "")}
        return _ask(request, key, draft, PapersForm(initial=initial), refused)
    form = PapersForm(request.POST)
    for one in refused:
        form.add_error("attachments", one)
    if form.is_valid() and not (form.cleaned_data["note"] or draft.papers):
        form.add_error("note", gettext("Write what you want to add, or choose a file."))
    if not form.is_valid():
        return _ask(request, key, draft, form, status=NOT_DONE)
    return _added(request, who, key, petition, draft, form)


def _added(
    request: Request, who: Actor, key: str, petition: int, draft: Draft, form: PapersForm
) -> HttpResponseBase:
    """Add all of it or nothing, once, however often the button was pressed."""
    papers = [*_note(form.cleaned_data["note"]), *uploads.fetched(draft.ticket, draft.papers)]
    try:
        if not drafts.was_sent(request.session, draft):
            with transaction.atomic():
                for one in papers:
                    attach(petition, paper=one, by=who, at=now())
            drafts.note_sent(request.session, draft)
    except Refused as refusal:
        return _ask(request, key, draft, form, refusal=said(refusal), status=NOT_DONE)
    count = len(papers)
    added = ngettext("{n} paper was added.", "{n} papers were added.", count).format(n=count)
    messages.success(request, added)
    return redirect("portal:matter", key)


def _note(text: str) -> list[Paper]:
    """Return what was written as a paper of its own."""
    if not text:
        return []
    with override(OFFICE_LANGUAGE):
        name = gettext("Addition of {day}").format(day=date_format(local_day(now()), "DATE_FORMAT"))
    return [Paper(name=f"{name}.txt", data=text.encode())]


def _ask(
    request: Request,
    key: str,
    draft: Draft,
    form: PapersForm,
    refused: list[str] | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponseBase:
    shown: Shown = {
        "form": form,
        "ticket": draft.ticket,
        "kept": uploads.sealed(draft.ticket, draft.papers),
        "papers": uploads.shown(draft.papers),
        "refused": refused or [],
        "refusal": refusal,
        "uploads": uploads.bounds(),
        "facts_most": FACTS_MOST,
        "back_url": _back(key),
    }
    return page(request, "portal/add.html", shown, place="track", status=status)


def _back(key: str) -> str:
    return reverse("portal:matter", args=[key])
