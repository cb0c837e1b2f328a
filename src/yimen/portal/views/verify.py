"""Anybody may ask whether a letter is genuine: by its file, its QR code or its short code."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yimen.base.time import local_day
from yimen.casework.queries import genuine
from yimen.casework.showing import Shown, said
from yimen.documents.examining import Verdict
from yimen.documents.statement import NotAStatement, read
from yimen.people.middleware import Request
from yimen.portal.pages import NOT_DONE, door, page
from yimen.portal.verifying import shown

#: A letter is far smaller; what is larger is none of ours, and is not read.
MOST_MEGABYTES = 10
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
_LISTED = 60


@require_http_methods(["GET", "HEAD", "POST"])
@door
def verify(request: Request) -> HttpResponseBase:
    """Ask for a file or a code; say what it is."""
    if request.method != "POST":
        return _ask(request)
    code = request.POST.get("code", "").strip()
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile) and file.size:
        if file.size > MOST_BYTES:
            wrong = gettext("The file is larger than {most} MB: it is no letter of ours.")
            return _ask(request, code, wrong.format(most=MOST_MEGABYTES))
        return _say(request, genuine.look_at_file(file.read()), from_file=True)
    if not code:
        return _ask(request, code, gettext("Choose a file, or type the code of the letter."))
    return _say(request, genuine.look_at_statement(code))


@require_safe
@door
def scanned(request: Request, statement: str) -> HttpResponseBase:
    """Say what a scanned QR code is the code of."""
    try:
        read(statement)
    except NotAStatement as refusal:
        return _ask(request, "", said(refusal))
    return _say(request, genuine.look_at_statement(statement))


@require_safe
@door
def published(request: Request) -> HttpResponseBase:
    """Show the digests that were published, the latest first, and the keys."""
    digests, number = genuine.published(_LISTED)
    listed = [
        {
            "number": one.number,
            "on": local_day(one.made_at),
            "lines": one.lines,
            "hash": one.hash,
            "key": one.key,
        }
        for one in digests
    ]
    context: Shown = {"digests": listed, "number": number}
    return page(request, "portal/digests.html", context, place="help")


@require_safe
@door
def digest(_: Request, number: int) -> HttpResponseBase:
    """Hand out one digest, to keep elsewhere."""
    found = genuine.published_digest(number)
    if found is None:
        raise Http404
    return _file(found, f"digest-{number:06d}.json")


@require_safe
@door
def keys(_: Request) -> HttpResponseBase:
    """Hand out the public keys, with which anybody verifies without us."""
    return _file(genuine.published_keys(), "keys.json")


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _ask(request: Request, code: str = "", wrong: str = "") -> HttpResponseBase:
    context: Shown = {"code": code, "wrong": wrong, "most": MOST_MEGABYTES}
    status = NOT_DONE if wrong else 200
    return page(request, "portal/verify.html", context, place="help", status=status)


def _say(request: Request, looked: genuine.Looked, *, from_file: bool = False) -> HttpResponseBase:
    found = shown(looked, from_file=from_file)
    status = 200 if looked.verdict is Verdict.GENUINE else NOT_DONE
    return page(request, "portal/verified.html", found, place="help", status=status)
