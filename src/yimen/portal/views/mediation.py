"""Mediation for the parties: asking for it, agreeing or not, leaving, signing, what follows."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yimen.access.actor import STRANGER, Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, said
from yimen.documents.render import render_pdf
from yimen.people.middleware import Request
from yimen.portal.mediation import DUTIES, RIGHTS, ApplyForm, ConsentForm, effects
from yimen.portal.opening import CodeForm, Opens, by_code, holder
from yimen.portal.pages import NOT_DONE, door, page
from yimen.registry.code import grouped
from yimen.rooms.mediation import papers, queries, reminders
from yimen.rooms.mediation.actions.allow_filing import allow_filing
from yimen.rooms.mediation.actions.apply import Person, Wanted, apply
from yimen.rooms.mediation.actions.consent import consent
from yimen.rooms.mediation.actions.end import end
from yimen.rooms.mediation.actions.hand_on import accept_mediator
from yimen.rooms.mediation.actions.lengthen import lengthen
from yimen.rooms.mediation.actions.note_duty import note_duty
from yimen.rooms.mediation.actions.reach import reach
from yimen.rooms.mediation.actions.sign import sign
from yimen.rooms.mediation.actions.wish_confirmation import wish_confirmation
from yimen.rooms.mediation.cases import blind_party
from yimen.rooms.mediation.explaining import whys

MINE, CODES = "mediation", "mediation_codes"
ROOM = Opens(kept_as=MINE, blind=blind_party, looks=queries.whole, leads="portal:mediation_case")


@require_http_methods(["GET", "HEAD", "POST"])
@door
def ask(request: Request) -> HttpResponseBase:
    """Ask for mediation; the codes of both sides are shown once."""
    form = ApplyForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wanted = Wanted(
            kind=told["kind"],
            dispute=told["dispute"],
            wishes=told["wishes"],
            parties=(
                Person(name=told["name"], phone=told["phone"]),
                Person(
                    name=told["other_name"],
                    phone=told["other_phone"],
                    address=told["other_address"],
                ),
            ),
            has_read=told["has_read"],
        )
        try:
            _case, codes = apply(told["committee"], wanted=wanted, by=STRANGER, at=now())
        except Refused as refused:
            refusal = said(refused)
        else:
            mine = codes[0][1]
            request.session[MINE] = blind_party(mine)
            request.session[CODES] = mine
            return redirect("portal:mediation_case")
    shown = {"form": form, "refusal": refusal, "open_form": CodeForm(auto_id="open_%s")} | _notice()
    status = NOT_DONE if request.method == "POST" else 200
    return page(request, "portal/mediation/ask.html", shown, place="hall", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@door
def case(request: Request) -> HttpResponseBase:
    """Show one's own case, or ask for the code of one's side."""
    if request.method == "POST" or not request.session.get(MINE):
        return by_code(request, "portal/mediation/code.html", ROOM)
    who = holder(request, MINE)
    shown = _shown(request, who)
    if any(one.reached_at is None for one in shown["reminders"]):
        reach(shown["whole"].case.pk, by=who, at=now())  # it is read where it stands
    return page(request, "portal/mediation/case.html", shown, place="hall")


@require_POST
@door
def deed(request: Request) -> HttpResponseBase:
    """Do what a party may do: agree, end, sign, wish more time or a court, say what was kept."""
    who = holder(request, MINE)
    seen, at, what = queries.whole(who), now(), request.POST.get("do", "")
    number = seen.case.pk
    form = None
    try:
        if what == "consent":
            form = ConsentForm(request.POST, committee=seen.case.committee_id)
            if not form.is_valid():
                shown = _shown(request, who) | {"form": form}
                return page(
                    request, "portal/mediation/case.html", shown, place="hall", status=NOT_DONE
                )
            told = form.cleaned_data
            consent(
                number,
                wishes=told["wishes"] == "yes",
                has_read=told["has_read"],
                mediator=told["mediator"] or 0,
                by=who,
                at=at,
            )
        else:
            _do(what, number, request, who, at)
    except NotFound:
        raise
    except Refused as refused:
        shown = _shown(request, who) | {"refusal": said(refused)}
        return page(request, "portal/mediation/case.html", shown, place="hall", status=NOT_DONE)
    return redirect("portal:mediation_case")


def _do(what: str, number: int, request: Request, who: Actor, at: datetime) -> None:
    """Do what one press of a button asks for."""
    if what == "end":
        end(number, by=who, at=at)
        messages.success(request, gettext("It has ended. Nothing of it counts against you."))
    elif what == "longer":
        lengthen(number, by=who, at=at)
    elif what == "sign":
        sign(number, words=request.POST.get("words", ""), by=who, at=at)
        messages.success(request, gettext("You have signed."))
    elif what == "confirm":
        wish_confirmation(number, by=who, at=at)
    elif what == "accept":
        mediator = row_number(request.POST.get("mediator", ""))
        accept_mediator(number, to=mediator, by=who, at=at)
    elif what in {"allow", "keep"}:
        allow_filing(number, allows=what == "allow", by=who, at=at)
    elif what in {"kept", "broken"}:
        duty = row_number(request.POST.get("duty", ""))
        note_duty(number, duty=duty, kept=what == "kept", by=who, at=at)


@require_safe
def paper(request: HttpRequest, name: str) -> HttpResponseBase:
    """Hand out a paper that is for the parties, drawn now."""
    return door(lambda asked: _paper(asked, name))(request)


def _paper(request: Request, name: str) -> HttpResponseBase:
    who = holder(request, MINE)
    with override("zh-hans"):  # papers are in Chinese, whatever language the page speaks
        drawn = papers.paper_of(queries.whole(who), name, local_day(now()), party=True)
    return HttpResponse(
        render_pdf(drawn),
        content_type="application/pdf",
        headers={"Cache-Control": "private, no-store"},
    )


@require_POST
@door
def leave(request: Request) -> HttpResponseBase:
    """Close the case in this browser."""
    request.session.pop(MINE, None)
    request.session.pop(CODES, None)
    return redirect("portal:hall")


def _shown(request: Request, who: Actor) -> Shown:
    seen, today = queries.whole(who), local_day(now())
    told = reminders.of_case(who, seen.case)
    return {
        "whole": seen,
        "refusal": "",
        "stage": seen.case.stage,
        "label": seen.case.get_stage_display(),
        "papers": papers.papers_of(seen, today, party=True),
        "reminders": told,
        "whys": whys(seen, told, today),
        "today": today,
        "code": grouped(request.session.get(CODES, "")),
        "form": ConsentForm(committee=seen.case.committee_id)
        if seen.case.stage == "asked" and seen.mine and seen.mine.consent == "asked"
        else None,
    } | _notice()


def _notice() -> Shown:
    return {"rights": RIGHTS, "duties": DUTIES, "effects": effects(local_day(now()))}
