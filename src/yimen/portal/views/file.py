"""Filing a petition: one page that loses nothing, whatever goes wrong with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yimen.access.actor import STRANGER
from yimen.base.errors import Refused
from yimen.base.time import now
from yimen.casework.actions.lodge import lodge
from yimen.casework.filing import Lodged
from yimen.casework.showing import said
from yimen.documents import waiting
from yimen.documents.rosters import SHEET, template
from yimen.people.middleware import Request
from yimen.people.visitors import keep_open
from yimen.portal import drafts, uploads
from yimen.portal.before import before as filed_before
from yimen.portal.drafts import Draft
from yimen.portal.filing import filing_of
from yimen.portal.pages import NOT_DONE, door, page
from yimen.portal.views.receipt import hand_out, receipt_kept
from yimen.portal.writing import Written, draft_of, fresh, offer, sent, shown, with_new_ticket
from yimen.registry.code import blind_code, tidy_number

ANEW = "written_anew"
#: The form says that its sender has read of an earlier petition on the same.
KNOWN = "known"


class SentBefore(Refused):
    """The form was sent before with another text. Send it again to file a second petition."""


@require_http_methods(["GET", "HEAD", "POST"])
@door
def file(request: Request) -> HttpResponseBase:
    """Show the form, take in what was written, and file it when it is complete."""
    offered = offer()
    if request.method == "POST":
        draft, refused, listed = draft_of(request)
        if "send" in request.POST:
            return _send(request, sent(request, draft, offered, refused, listed))
        drafts.keep(request.session, draft)
        return _show(request, fresh(draft, offered, refused, listed))
    kept = drafts.kept(request.session)
    if kept is None:
        return _show(request, fresh(Draft(), offered))
    found = uploads.still_there(kept.ticket, kept.papers)
    kept = replace(kept, papers=tuple(found.papers))
    return _show(request, fresh(kept, offered, found.refused))


@require_POST
@door
def anew(request: Request) -> HttpResponseBase:
    """Give up what was written, and begin with an empty form."""
    draft = drafts.kept(request.session)
    if draft:
        waiting.forget(draft.ticket)
        drafts.forget(request.session)
    request.session[ANEW] = True
    return redirect("portal:file")


@require_safe
@door
def roster(_request: Request) -> HttpResponseBase:
    """Hand out the empty table for a list of those who ask for the same."""
    name = quote(gettext("roster.xlsx"))
    return HttpResponse(
        template(),
        content_type=SHEET,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _send(request: Request, written: Written) -> HttpResponseBase:
    """File it, or show it again with all that was typed and what to mend."""
    if not (written.form.is_valid() & written.demands.is_valid()):
        return _again(request, written)
    if drafts.was_sent_otherwise(request.session, written.draft):
        another = replace(written, draft=with_new_ticket(written.draft))
        return _again(request, replace(another, refusal=said(SentBefore())))
    before = drafts.sent_as(request.session, written.draft)
    if not (before or KNOWN in request.POST):
        known = filed_before(request, written.form.cleaned_data, _asks(written))
        if known:
            return _again(request, replace(written, before=known))
    try:
        lodged = _lodged(written, before)
    except Refused as refusal:
        return _again(request, replace(written, refusal=said(refusal)))
    if before:
        messages.info(request, gettext("You had sent this already. This is its receipt."))
    else:
        drafts.note_sent(request.session, written.draft)
    drafts.forget(request.session)
    if written.form.cleaned_data["accuses"]:
        # No copy of its papers outside the lane; until it is filed, they are all there are.
        transaction.on_commit(partial(waiting.forget, written.draft.ticket))
    keep_open(request.session, tidy_number(lodged.number), blind_code(lodged.number, lodged.code))
    hand_out(request.session, lodged)
    return redirect("portal:receipt")


def _lodged(written: Written, before: UUID | None) -> Lodged:
    """Lodge it; what was sent before, under another ticket, is found again under that one."""
    draft = written.draft
    filing = filing_of(
        written.form.cleaned_data,
        _asks(written),
        uploads.fetched(draft.ticket, draft.papers),
        bureau=written.offer.bureau,
        ticket=before or draft.ticket,
    )
    return lodge(filing, by=STRANGER, at=now())


def _asks(written: Written) -> list[dict[str, Any]]:
    return [form.cleaned_data for form in written.demands]


def _again(request: Request, written: Written) -> HttpResponse:
    drafts.keep(request.session, written.draft)
    return _show(request, written, status=NOT_DONE)


def _show(request: Request, written: Written, status: int = 200) -> HttpResponse:
    context = {
        **shown(written),
        "is_anew": request.session.pop(ANEW, False),
        "receipt": receipt_kept(request.session),
    }
    return page(request, "portal/file.html", context, place="file", status=status)
