"""The legal room for its clients: the guidance, and what they agree to hand on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.lapsing import lapse
from yimen.casework.showing import Shown, due, language, said
from yimen.documents.render import render_pdf
from yimen.people.middleware import Request
from yimen.portal.opening import Opens, by_code, holder
from yimen.portal.pages import NOT_DONE, door, page
from yimen.rooms.legal import papers, queries
from yimen.rooms.legal.actions.consent import consent
from yimen.rooms.legal.actions.hand_over import agree_to_hand_over, choose_lawyer
from yimen.rooms.legal.explaining import whys
from yimen.rooms.legal.matters import blind_client

MINE = "legal"
ROOM = Opens(kept_as=MINE, blind=blind_client, looks=queries.whole, leads="portal:legal")


@require_http_methods(["GET", "HEAD", "POST"])
@door
def matter(request: Request) -> HttpResponseBase:
    """Show one's own consultation, or ask for its code."""
    if request.method == "POST" or not request.session.get(MINE):
        return by_code(request, "portal/legal/code.html", ROOM)
    return page(request, "portal/legal/matter.html", _shown(holder(request, MINE)), place="hall")


@require_POST
@door
def deed(request: Request) -> HttpResponseBase:
    """Agree that the opinion goes into the file, or not any more; or that another takes over."""
    who, what = holder(request, MINE), request.POST.get("do", "")
    number = queries.whole(who).matter.pk
    try:
        if what in {"agree", "not"}:
            consent(number, agrees=what == "agree", by=who, at=now())
        elif what == "taken":
            taker = row_number(request.POST.get("lawyer", ""))
            agree_to_hand_over(number, to=taker, by=who, at=now())
        elif what == "chosen":
            chosen = row_number(request.POST.get("lawyer", ""))
            choose_lawyer(number, to=chosen, by=who, at=now())
        messages.success(request, gettext("Noted."))
    except NotFound:
        raise
    except Refused as refused:
        shown = _shown(who) | {"refusal": said(refused)}
        return page(request, "portal/legal/matter.html", shown, place="hall", status=NOT_DONE)
    return redirect("portal:legal")


@require_safe
def paper(request: HttpRequest, name: str) -> HttpResponseBase:
    """Hand out a paper that is the client's, drawn now."""
    return door(lambda asked: _paper(asked, name))(request)


@require_POST
@door
def leave(request: Request) -> HttpResponseBase:
    """Close the consultation in this browser."""
    request.session.pop(MINE, None)
    return redirect("portal:hall")


def _paper(request: Request, name: str) -> HttpResponseBase:
    seen = queries.whole(holder(request, MINE))
    drawn = papers.paper_of(seen, name, local_day(now()), client=True)
    return HttpResponse(
        render_pdf(drawn),
        content_type="application/pdf",
        headers={"Cache-Control": "private, no-store"},
    )


def _shown(who: Actor) -> Shown:
    seen, today = queries.whole(who), local_day(now())
    row, way, in_ = seen.matter, seen.way, language()
    return {
        "whole": seen,
        "label": row.get_stage_display(),
        "can": row.get_can_display() if row.can else "",
        "way": way.title.say(in_) if way else "",
        "way_basis": way.basis.say(in_) if way else "",
        "lapse": due(row.lapses_on, today) if row.lapses_on else None,
        "is_near": lapse(row.lapses_on, today) is not None,
        "whys": whys(seen, today),
        "opinion": seen.opinion if seen.opinion and seen.opinion.row.signed_at else None,
        "aid_label": seen.aid.get_decision_display() if seen.aid else "",
        "papers": papers.papers_of(seen, client=True),
        "lawyers": queries.who_goes_on(seen, today),
    }
