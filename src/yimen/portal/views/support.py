"""Support for whoever wishes it: an offer that keeps nothing, and what a code opens."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, said
from yimen.documents.paper import Paper
from yimen.documents.render import render_pdf
from yimen.law.keeping import ANSWER_ON_DATA
from yimen.people.middleware import Request, change_actor
from yimen.portal.opening import CodeForm, Opens, by_code
from yimen.portal.pages import NOT_DONE, door, matter, page
from yimen.portal.stepping import look, step
from yimen.portal.support import (
    ALONE,
    PARTS,
    ChangeForm,
    FillForm,
    NeedsForm,
    in_words,
)
from yimen.rooms.heart import papers, queries
from yimen.rooms.heart.actions.answer import answer
from yimen.rooms.heart.actions.ask_for_talk import ask_for_talk
from yimen.rooms.heart.actions.cancel import cancel
from yimen.rooms.heart.actions.consent import consent
from yimen.rooms.heart.actions.erase import erase
from yimen.rooms.heart.actions.hand_over import hand_over
from yimen.rooms.heart.actions.say_needs import Needs, say_needs
from yimen.rooms.heart.actions.wish import wish
from yimen.rooms.heart.clients import blind_client
from yimen.rooms.heart.explaining import whys
from yimen.rooms.heart.instruments import WELLBEING, instrument
from yimen.rooms.heart.words import AMBULANCE, LINE, MEANS, POLICE, WORDS

MINE = "support"
ROOM = Opens(kept_as=MINE, blind=blind_client, looks=queries.mine, leads="portal:support_mine")


@require_safe
@door
def offer(request: Request) -> HttpResponseBase:
    """Say what is offered. Nothing is asked here, and nothing is kept of whoever reads it."""
    shown = {"words": WORDS, "form": CodeForm(), "line": LINE, "danger": (AMBULANCE, POLICE)}
    return page(request, "portal/support/offer.html", shown, place="hall")


@require_safe
@door
def blank(_request: Request) -> HttpResponseBase:
    """Hand out the wellbeing form on paper, to be filled in by hand and taken along."""
    return _pdf(papers.wellbeing(local_day(now())))


@require_http_methods(["GET", "HEAD", "POST"])
@door
def mine(request: Request) -> HttpResponseBase:
    """Show what a code opens, or ask for the code."""
    if request.method == "POST" or not request.session.get(MINE):
        return by_code(request, "portal/support/code.html", ROOM)
    try:
        shown = _shown(_client(request))
    except NotFound:  # it was erased, or is wrong by now
        request.session.pop(MINE, None)
        return redirect("portal:support")
    return page(request, "portal/support/mine.html", shown, place="hall")


@require_POST
@door
def deed(request: Request) -> HttpResponseBase:
    """Agree or take back, ask for a talk, call one off, choose somebody else, erase everything."""
    who, at, what = _client(request), now(), request.POST.get("do", "")
    scope, number = request.POST.get("scope", ""), row_number(request.POST.get("talk", ""))
    change = None
    try:
        if what in {"agree", "withdraw"}:
            consent(scope=scope, gives=what == "agree", by=who, at=at)
        elif what == "ask":
            ask_for_talk(by=who, at=at)
            messages.success(request, gettext("Your counsellor sees it, and nobody else."))
        elif what == "cancel":
            cancel(talk=number, by=who, at=at)
        elif what == "change":
            others = queries.colleagues(queries.mine(who).client, at)
            change = ChangeForm(request.POST, others=others)
            if not change.is_valid():
                return _again(request, who, change=change)
            hand_over(**change.cleaned_data, by=who, at=at)
        elif what == "wish":
            kind, words = request.POST.get("kind", ""), request.POST.get("words", "")[:2000]
            wish(kind=kind, words=words, by=who, at=at)
            messages.success(request, gettext("Your counsellor has it, and answers you here."))
        elif what == "erase" and request.POST.get("sure") == "1":
            erase(by=who, at=at)
            request.session.pop(MINE, None)
            messages.success(request, gettext("Everything was erased. Nobody can restore it."))
            return redirect("portal:support")
    except NotFound:
        raise
    except Refused as refused:
        return _again(request, who, refusal=said(refused))
    return redirect("portal:support_mine")


@require_http_methods(["GET", "HEAD", "POST"])
@door
def form(request: Request, name: str) -> HttpResponseBase:
    """Offer a form; its answers are kept only where its box of consent is ticked."""
    who = _client(request)
    if name not in ALONE or queries.mine(who).has_stopped:
        raise NotFound
    asked = instrument(name)
    filled = FillForm(request.POST if request.method == "POST" else None, asked=asked)
    if request.method == "POST" and filled.is_valid():
        at, scope = now(), "form" if name == WELLBEING else "instrument"
        kept = filled.answers()
        with transaction.atomic():  # nobody has agreed to what was not kept
            consent(scope=scope, gives=True, by=who, at=at)
            answer(name=name, answers=kept, by=who, at=at)
        words = gettext("Kept for your counsellor, and for nobody else.")
        if asked.asks_for_a_person(asked.tidy(kept)):
            words = _somebody_comes(who, at)
        messages.success(request, words)
        return redirect("portal:support_mine")
    word = in_words()
    shown = {
        "title": asked.title[word],
        "lead": asked.lead.get(word, ""),
        "source": "" if name == WELLBEING else f"{asked.source} {asked.licence}",
        "form": filled,
    }
    status = NOT_DONE if request.method == "POST" else 200
    return page(request, "portal/support/form.html", shown, place="hall", status=status)


@require_safe
@door
def paper(request: Request, name: str) -> HttpResponseBase:
    """Hand out a paper that is the client's, drawn now."""
    who, on = _client(request), local_day(now())
    if name == "copy":
        return _pdf(papers.copy(queries.copy_of(who), on))
    return _pdf(papers.paper_of(queries.mine(who), name, on))


@require_POST
@door
def leave(request: Request) -> HttpResponseBase:
    """Close it in this browser."""
    request.session.pop(MINE, None)
    return redirect("portal:support")


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def needs(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Let the petitioner set three words on her petition; she alone does, as often as she likes."""
    looked = look(who, key)
    petition = looked.file.petition.pk
    before = queries.needs_of(petition)
    names = tuple(NeedsForm.base_fields)
    initial = {name: getattr(before, name) for name in names} if before else {}
    asked = NeedsForm(request.POST if request.method == "POST" else None, initial=initial)

    def keep() -> str:
        say_needs(petition, needs=Needs(**asked.cleaned_data), by=who, at=now())
        return gettext("Whoever handles your matter sees it from now on.")

    shown: Shown = {
        "title": gettext("How to treat you"),
        "text": gettext("Three words for whoever handles your matter. You alone set them."),
        "points": [
            gettext("They see these words and nothing else: no reason is asked or given."),
            gettext("You can change or clear them at any time."),
        ],
        "label": gettext("Keep it like this"),
        "action_url": looked.url("needs"),
    }
    return step(request, looked, shown, keep, asked)


def _client(request: HttpRequest) -> Actor:
    code = request.session.get(MINE, "") or "-"
    return change_actor(request, Actor(role=Role.VISITOR, code=code))  # type: ignore[arg-type]  # the middleware has made it one


def _shown(who: Actor) -> Shown:
    seen, at = queries.mine(who), now()
    return {
        "mine": seen,
        "means": MEANS,
        "parts_of_plan": PARTS,
        "papers": papers.papers_of(seen, local_day(at)),
        "change": ChangeForm(others=queries.colleagues(seen.client, at)),
        "forms": [{"name": name, "title": instrument(name).title[in_words()]} for name in ALONE],
        "line": LINE,
        "danger": (AMBULANCE, POLICE),
        "kinds": queries.KINDS_OF_WISH,
        "is_there": queries.is_there(seen.client, at),
        "refusal": "",
        "answer_days": ANSWER_ON_DATA.number,
        "whys": whys(seen.wishes, local_day(at)),
    }


def _somebody_comes(who: Actor, at: datetime) -> str:
    """Say who comes now; nobody is promised who does not work here any more."""
    words = [gettext("Your counsellor is told to talk to you now.")]
    if not queries.is_there(queries.mine(who).client, at):
        words = [gettext("Your counsellor is not here any more: go to the desk now, or call.")]
    words.append(
        gettext(
            "If your life is in danger, call 120 or 110; day and night somebody listens at 12356."
        )
    )
    return " ".join(words)


def _again(request: Request, who: Actor, **more: object) -> HttpResponseBase:
    shown = _shown(who) | more
    return page(request, "portal/support/mine.html", shown, place="hall", status=NOT_DONE)


def _pdf(drawn: Paper) -> HttpResponse:
    return HttpResponse(
        render_pdf(drawn),
        content_type="application/pdf",
        headers={"Cache-Control": "private, no-store"},
    )
