"""Opening a matter with number and query code; wrong tries must wait, longer each time."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yimen.access.actor import STRANGER, Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.base.time import now
from yimen.casework.queries.mine import number_of
from yimen.casework.showing import said
from yimen.people import patience
from yimen.people.middleware import Request, change_actor
from yimen.people.visitors import close_all, keep_open, opened
from yimen.portal.forms import TrackForm
from yimen.portal.pages import NOT_DONE, door, page
from yimen.portal.views.receipt import RECEIPT, receipt_kept
from yimen.registry.code import blind_code

#: What is guessed at, here and wherever else a number and its code are asked for.
QUERY_CODE = "query code"
_A_MINUTE = 60
_TOO_MANY = 429


class NoSuchPair(Refused):
    """Number and query code do not belong together. Compare both with your receipt."""


@require_http_methods(["GET", "HEAD", "POST"])
@door
def track(request: Request) -> HttpResponseBase:
    """Ask for number and code; open the matter to whoever gives both."""
    if request.method != "POST":
        number = request.GET.get("number", "")
        form = TrackForm(initial={"number": number})
        return _ask(request, form)
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=NOT_DONE)
    return _try(request, form)


@require_POST
@door
def leave(request: Request) -> HttpResponseBase:
    """Close every matter that is open in this browser."""
    close_all(request.session)
    request.session.pop(RECEIPT, None)
    return redirect("portal:home")


def _try(request: Request, form: TrackForm) -> HttpResponseBase:
    number, code = form.cleaned_data["number"], form.cleaned_data["query_code"]
    at, tries = now(), patience.tries_of(request, QUERY_CODE)
    seconds = tries.wait_left(at)
    if seconds:
        return _ask(request, form, waits=seconds, status=_TOO_MANY)
    blind = blind_code(number, code)
    try:
        number_of(change_actor(request, Actor(role=Role.PETITIONER, code=blind)))
    except NotFound:
        change_actor(request, STRANGER)
        seconds = tries.failed(at)
        return _ask(request, form, refusal=said(NoSuchPair()), waits=seconds, status=NOT_DONE)
    tries.succeeded()
    keep_open(request.session, number, blind)
    return redirect("portal:matter", number)


def _ask(
    request: Request, form: TrackForm, *, refusal: str = "", waits: int = 0, status: int = 200
) -> HttpResponseBase:
    shown = {
        "form": form,
        "refusal": refusal,
        "waits": _for_how_long(waits) if waits else "",
        "receipt": receipt_kept(request.session),
        "opened": list(reversed(opened(request.session))),
    }
    return page(request, "portal/track_form.html", shown, place="track", status=status)


def _for_how_long(seconds: int) -> str:
    if seconds < _A_MINUTE:
        return ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
    minutes = -(-seconds // _A_MINUTE)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
