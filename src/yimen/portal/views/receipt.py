"""The receipt: number and query code, what comes next and why, and the paper to keep."""

from __future__ import annotations

import base64
import json

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yimen.base.errors import Refused
from yimen.base.seal import seal, unseal
from yimen.base.time import local_day, now
from yimen.casework.filing import Lodged
from yimen.casework.queries.mine import Receipt, receipt_of
from yimen.people.middleware import Request, change_actor
from yimen.people.visitors import petitioner
from yimen.portal.pages import Shown, door, page, part
from yimen.portal.presenting import first_answer
from yimen.registry.code import grouped, tidy_number

RECEIPT = "receipt"


class NoReceipt(Refused):
    """There is no receipt to show here any more. Follow your matter with number and query code."""


def hand_out(session: SessionBase, lodged: Lodged) -> None:
    """Keep number and code, sealed, for the receipt that this browser shows next."""
    text = json.dumps([lodged.number, lodged.code])
    session[RECEIPT] = base64.b64encode(seal(text)).decode()


def receipt_kept(session: SessionBase) -> str:
    """Return the number whose receipt this browser can still show, or nothing."""
    kept = unseal(base64.b64decode(session.get(RECEIPT, "")))
    return str(json.loads(kept)[0]) if kept else ""


@require_safe
@door
def receipt(request: Request) -> HttpResponseBase:
    """Show the receipt of what this browser has just filed."""
    number, code = _keys(request)
    found = _found(request, number)
    shown: Shown = {
        "number": found.number,
        "query_code": grouped(code),
        "filed_at": found.received_at,
        "demand_count": found.demands,
        "qr_url": _qr(found.number),
        "follow_url": reverse("portal:matter", args=[tidy_number(found.number)]),
        "next": first_answer(found, local_day(now())),
        **_printed(found),
    }
    return page(request, "portal/receipt.html", shown, place="file")


@require_safe
@door
def paper(request: Request) -> HttpResponseBase:
    """Show, as a part of the page, where the printed receipt is, or that it is being made."""
    found = _found(request, _keys(request)[0])
    return part(request, "portal/parts/receipt_paper.html", _printed(found))


@require_safe
@door
def pdf(request: Request) -> HttpResponseBase:
    """Lead to the printed receipt, or back to the page that says it is being made."""
    found = _found(request, _keys(request)[0])
    if found.letter:
        return redirect("portal:letter_pdf", tidy_number(found.number), found.letter)
    messages.info(request, gettext("The PDF is still being made. Try again in a few seconds."))
    return redirect("portal:receipt")


def _keys(request: Request) -> tuple[str, str]:
    kept = unseal(base64.b64decode(request.session.get(RECEIPT, "")))
    if not kept:
        raise NoReceipt
    number, code = json.loads(kept)
    return number, code


def _found(request: Request, number: str) -> Receipt:
    return receipt_of(change_actor(request, petitioner(request.session, tidy_number(number))))


def _printed(found: Receipt) -> Shown:
    key = tidy_number(found.number)
    ready = reverse("portal:letter_pdf", args=[key, found.letter]) if found.letter else ""
    return {"pdf_url": ready}


def _qr(number: str) -> str:
    """Return a drawing that leads a telephone to the page where the matter is followed."""
    address = f"{settings.YIMEN_URL}{reverse('portal:track')}?{urlencode({'number': number})}"
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=2))
