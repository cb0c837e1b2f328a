"""Joint sessions for those without a post: the invited, and the petitioner."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, said
from yimen.documents.render import render_pdf
from yimen.people.middleware import Request
from yimen.portal.joint import AnswerForm
from yimen.portal.opening import Opens, by_code, holder
from yimen.portal.pages import NOT_DONE, door, matter, page
from yimen.rooms.joint import papers, queries
from yimen.rooms.joint.actions.answer import answer
from yimen.rooms.joint.actions.keep import confirm
from yimen.rooms.joint.sittings import blind_guest

MINE = "joint_session"
ROOM = Opens(kept_as=MINE, blind=blind_guest, looks=queries.whole, leads="portal:invitation")


@require_http_methods(["GET", "HEAD", "POST"])
@door
def invitation(request: Request) -> HttpResponseBase:
    """Show an invitation and take its answer; ask for its code otherwise."""
    if "code" in request.POST or not request.session.get(MINE):
        return by_code(request, "portal/joint/code.html", ROOM)
    who = holder(request, MINE)
    seen = queries.whole(who)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            answer(seen.session.pk, **form.cleaned_data, by=who, at=now())
        except NotFound:
            raise
        except Refused as refused:
            refusal = said(refused)
        else:
            messages.success(request, gettext("Your answer was sent."))
            return redirect("portal:invitation")
    shown: Shown = {
        "whole": seen,
        "kind": seen.session.get_kind_display(),
        "state": seen.session.state,
        "label": seen.session.get_state_display(),
        "form": form if seen.session.state == "planned" else None,
        "refusal": refusal,
    }
    status = NOT_DONE if request.method == "POST" else 200
    return page(request, "portal/joint/invitation.html", shown, place="hall", status=status)


@require_POST
@door
def leave(request: Request) -> HttpResponseBase:
    """Close the invitation in this browser."""
    request.session.pop(MINE, None)
    return redirect("portal:hall")


@require_POST
@matter
def promise(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Say that a promise was kept, or that it was not."""
    session, row = (row_number(request.POST.get(name, "")) for name in ("session", "promise"))
    kept = request.POST.get("kept") == "1"
    confirm(session, promise=row, kept=kept, by=who, at=now())
    messages.success(request, gettext("Noted."))
    return redirect("portal:matter", key)


@require_safe
@matter
def minutes(request: Request, who: Actor, key: str, number: int) -> HttpResponseBase:  # noqa: ARG001  # a matter's view
    """Hand out the minutes of a session on one's own matter."""
    drawn = papers.paper_of(queries.whole(who, number), "minutes", local_day(now()))
    return HttpResponse(
        render_pdf(drawn),
        content_type="application/pdf",
        headers={"Cache-Control": "private, no-store"},
    )
