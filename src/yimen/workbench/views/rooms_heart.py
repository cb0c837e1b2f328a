"""The heart room for its counsellors: their own clients, and one client, tasks first."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yimen.access.rooms import require_room
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, language, said
from yimen.documents.render import render_pdf
from yimen.people.middleware import Request
from yimen.registry.code import grouped
from yimen.rooms.heart import papers, queries
from yimen.rooms.heart.actions.answer import answer
from yimen.rooms.heart.actions.break_confidence import Disclosure, break_confidence
from yimen.rooms.heart.actions.cancel import cancel
from yimen.rooms.heart.actions.close_crisis import close_crisis
from yimen.rooms.heart.actions.consent import consent
from yimen.rooms.heart.actions.correct import Correction, correct
from yimen.rooms.heart.actions.do_task import do_task
from yimen.rooms.heart.actions.hand_over import hand_over
from yimen.rooms.heart.actions.open_client import open_client
from yimen.rooms.heart.actions.plan import plan
from yimen.rooms.heart.actions.raise_crisis import raise_crisis
from yimen.rooms.heart.actions.talk import Note, talk
from yimen.rooms.heart.actions.tell_client import tell_client
from yimen.rooms.heart.actions.wish import answer_wish, wish
from yimen.rooms.heart.explaining import whys
from yimen.rooms.heart.instruments import WELLBEING, instrument, instruments
from yimen.rooms.heart.shapes import File, Noted
from yimen.rooms.heart.words import WORDS
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_heart import (
    GROUNDS,
    HEADINGS,
    PARTS,
    SIGHTS,
    WORDS_OF_A_SIGHT,
    AnswerForm,
    ConsentForm,
    CorrectForm,
    CrisisForm,
    DiscloseForm,
    HandOverForm,
    OpenForm,
    PlanForm,
    TalkForm,
    WishForm,
    forms_offered,
)
from yimen.workbench.pressing import Deed, Offered, Press, Pressed, press

HERE = "workbench/rooms/heart"


@page
def clients(request: Request) -> HttpResponse:
    """Show a counsellor's own clients, and what a colleague asks to decide."""
    return _listed(request)


def _listed(request: Request, form: CorrectForm | None = None, of: int = 0) -> HttpResponse:
    """Show the list; a correction that was not understood stands with what was typed."""
    at = now()
    wishes = queries.waiting_for(request.actor)
    shown = {
        "clients": queries.clients_of(request.actor),
        "asked": [
            {"ask": one, "ground": dict(GROUNDS).get(one.ground, "")}
            for one in queries.asked_of(request.actor)
        ],
        "wishes": [one for one in wishes if not one.to_do],
        "corrections": [
            {"wish": one, "form": form if form and one.id == of else _correcting(one.id)}
            for one in wishes
            if one.to_do
        ],
        "whys": whys(wishes, local_day(at)),
        "now": at,
        "today": local_day(at),
    }
    return render(request, f"{HERE}/clients.html", shown, status=UNFIT if form else 200)


def _correcting(wish_id: int, sent: QueryDict | None = None) -> CorrectForm:
    return CorrectForm(sent, auto_id=f"wish-{wish_id}-%s")


@page
def corrected(request: Request, wish_id: int) -> HttpResponse:
    """Carry out a correction that was granted."""
    if request.method != "POST":
        raise NotFound
    form = _correcting(wish_id, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            correction = Correction(**{**told, "removed": tuple(told["removed"])})
            correct(wish_id, correction=correction, by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            form.add_error(None, said(refusal))
        else:
            messages.success(request, _("Done. The client reads with the code what was changed."))
            return redirect("workbench:heart")
    return _listed(request, form, wish_id)


@page
def answered(request: Request, wish_id: int) -> HttpResponse:
    """Answer what a client asked about the own data, with reasons."""
    if request.method != "POST":
        raise NotFound
    grants, reasons = request.POST.get("grants") == "yes", request.POST.get("reasons", "")
    try:
        answer_wish(wish_id, grants=grants, reasons=reasons, by=request.actor, at=now())
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, _("Answered. The client reads it with the code."))
    return redirect("workbench:heart")


@page
def opening(request: Request) -> HttpResponse:
    """Read the words of consent together; then open a file, and give the client the code."""
    require_room(request.actor, "heart.work")
    form, reason = OpenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            client, code = open_client(**form.cleaned_data, by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            reason = said(refusal)
        else:
            shown: Shown = {"code": grouped(code), "id": client.pk}
            return render(request, f"{HERE}/code.html", shown)
    shown = {"form": form, "words": WORDS, "refusal": reason}
    return render(
        request, f"{HERE}/open.html", shown, status=UNFIT if request.method == "POST" else 200
    )


@page
def agree(request: Request, crisis_id: int) -> HttpResponse:
    """Agree, as the colleague who was asked, to breaking a confidence; or not."""
    if request.method != "POST":
        raise NotFound
    agrees = request.POST.get("agrees") == "yes"
    words = request.POST.get("words", "")
    break_confidence(crisis_id, agrees=agrees, words=words, by=request.actor, at=now())
    messages.success(request, _("Your colleague can see what you decided."))
    return redirect("workbench:heart")


@page
def client(request: Request, client_id: int) -> HttpResponse:
    """Show one client, tasks first, with what can be done."""
    seen, at = queries.file_of(request.actor, client_id), now()
    if request.method == "POST" and not seen.is_mine:
        raise NotFound
    had = _had(request, seen)
    done = press(request, seen, _forms(seen, at, had), FORMED, BUTTONS)
    if done.is_done:
        return _done(request, client_id)
    shown = _shown(seen, done, at) | {"had": had}
    return render(request, f"{HERE}/client.html", shown, status=done.status)


@page
def ask(request: Request, client_id: int, name: str) -> HttpResponse:
    """Fill in a questionnaire together."""
    seen, asked = queries.file_of(request.actor, client_id), instrument(name)
    if not seen.is_mine:
        raise NotFound
    word, reason = _word(), ""
    form = AnswerForm(request.POST or None, asked=asked, word=word)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.answers()
            answer(client_id, name=name, answers=given, by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            reason = said(refusal)
        else:
            messages.success(request, _("Kept for this talk, and for nobody else."))
            return redirect("workbench:heart_client", client_id)
    scope = "form" if name == WELLBEING else "instrument"
    shown = {
        "id": client_id,
        "title": asked.title[word],
        "lead": asked.lead.get(word, ""),
        "source": "" if name == WELLBEING else f"{asked.source} {asked.licence}",
        "form": form,
        "refusal": reason,
        "may": seen.agrees(scope),
    }
    status = 200 if request.method != "POST" else CONFLICT if reason else UNFIT
    return render(request, f"{HERE}/ask.html", shown, status=status)


@page
def paper(request: Request, client_id: int, name: str) -> HttpResponse:
    """Hand out one paper, drawn now."""
    drawn = papers.paper_of(queries.file_of(request.actor, client_id), name, local_day(now()))
    return HttpResponse(render_pdf(drawn), content_type="application/pdf")


def _shown(seen: File, done: Pressed, at: datetime) -> Shown:
    word, shown = _word(), done.shown()
    disclose = next((one for one in shown["forms"] if one["do"] == "disclose"), None)
    return {
        "file": seen,
        "now": at,
        "headings": HEADINGS,
        "sights": [(name, label, dict(WORDS_OF_A_SIGHT)) for name, label in SIGHTS],
        "parts_of_plan": PARTS,
        "grounds": dict(GROUNDS),
        "papers": papers.papers_of(seen, local_day(at)),
        "instruments": forms_offered(list(instruments().values()), word) if seen.is_mine else (),
        "forms": [one for one in shown["forms"] if one is not disclose],
        "disclose": disclose["form"] if disclose else None,
        "disclose_open": bool(disclose and disclose["is_open"]),
        "refusal": done.reason,
    }


def _had(request: Request, seen: File) -> Noted | None:
    """Return the talk whose note is to be written, if it is not a new one."""
    is_sent = request.POST.get("do") == "talk"
    number = row_number(request.POST.get("number", "") if is_sent else request.GET.get("talk", ""))
    return next((one for one in seen.talks if one.is_mine and one.id == number), None)


def _written(had: Noted | None) -> Shown:
    """Return what is written of a talk: its boxes come filled, so that none erases anything."""
    if had is None:
        return {}
    return {
        "stage": had.stage,
        "planned_at": had.planned_at,
        "goal": had.goal,
        "held": had.held_at is not None,
        "done": had.done,
        "needs_help_now": "yes" if had.needs_help_now else "no",
        **had.sights,
        **had.headings,
    }


def _forms(seen: File, at: datetime, had: Noted | None) -> Offered:
    """Return what can be done, each with how its form is made and what it is called."""
    if not seen.is_mine:
        return {}
    others = queries.colleagues(seen.client, at)
    scopes = [(one.scope, one.label) for one in seen.consents]
    return {
        "talk": (
            lambda data=None: TalkForm(data, initial=_written(had)),
            _("Plan or note a talk"),
        ),
        "plan": (lambda data=None: PlanForm(data, initial=seen.plan), _("Write a safety plan")),
        "crisis": (CrisisForm, _("Note a danger")),
        "consent": (
            lambda data=None: ConsentForm(data, others=others, scopes=scopes),
            _("Note a consent"),
        ),
        "wish": (
            lambda data=None: WishForm(data, kinds=queries.KINDS_OF_WISH),
            _("Note a request about their data"),
        ),
        "hand_over": (
            lambda data=None: HandOverForm(data, others=others),
            _("Go on with another counsellor"),
        ),
        "disclose": (
            lambda data=None: DiscloseForm(data, others=others),
            _("Ask a colleague to agree to a disclosure"),
        ),
    }


def _done(request: Request, client_id: int) -> HttpResponse:
    """Go back to the client, or to the list if the client is not one's own any more."""
    messages.success(request, _("Done."))
    try:
        queries.file_of(request.actor, client_id)
    except NotFound:
        return redirect("workbench:heart")
    return redirect("workbench:heart_client", client_id)


def _talk(seen: File, press: Press) -> object:
    told = press.told
    note = Note(
        stage=told["stage"],
        planned_at=told["planned_at"],
        goal=told["goal"],
        headings={name: told[name] for name, _label in HEADINGS},
        sights={name: told[name] for name, _label in SIGHTS},
        done=told["done"],
        needs_help_now=told["needs_help_now"] == "yes",
        held=told["held"],
    )
    return talk(seen.client.pk, note=note, talk_id=press.row("number"), by=press.by, at=press.at)


def _plan(seen: File, press: Press) -> object:
    words = {name: press.told[name] for name, _label in PARTS}
    return plan(seen.client.pk, words=words, by=press.by, at=press.at)


def _disclose(_seen: File, press: Press) -> object:
    asked = Disclosure(**press.told)
    return break_confidence(press.row("number"), disclosure=asked, by=press.by, at=press.at)


def _consent(seen: File, press: Press) -> object:
    gives, supervisor = press.told["gives"] == "yes", press.told["supervisor"] or 0
    given = {"scope": press.told["scope"], "gives": gives, "supervisor": supervisor}
    return consent(seen.client.pk, **given, by=press.by, at=press.at)


#: What the forms and buttons of a client do.
FORMED: dict[str, Deed[File]] = {
    "talk": _talk,
    "plan": _plan,
    "crisis": lambda seen, it: raise_crisis(seen.client.pk, **it.told, by=it.by, at=it.at),
    "disclose": _disclose,
    "consent": _consent,
    "wish": lambda seen, it: wish(seen.client.pk, **it.told, by=it.by, at=it.at),
    "hand_over": lambda seen, it: hand_over(seen.client.pk, **it.told, by=it.by, at=it.at),
}
BUTTONS: dict[str, Deed[File]] = {
    "task": lambda seen, it: do_task(seen.client.pk, task=it.row("number"), by=it.by, at=it.at),
    "cancel": lambda seen, it: cancel(seen.client.pk, talk=it.row("number"), by=it.by, at=it.at),
    "tell": lambda seen, it: tell_client(
        seen.client.pk, crisis=it.row("number"), by=it.by, at=it.at
    ),
    "close": lambda seen, it: close_crisis(
        seen.client.pk, crisis=it.row("number"), by=it.by, at=it.at
    ),
}


def _word() -> str:
    return "zh" if language().startswith("zh") else "en"
