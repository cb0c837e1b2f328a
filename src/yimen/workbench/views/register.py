"""Registering what came over the counter, by telephone, letter or fax: in under two minutes."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.actions.link import link
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.register import register as enter
from yimen.casework.filing import Filing, Lodged
from yimen.casework.queries.earlier import Earlier, earlier_of
from yimen.casework.queries.file import code_of
from yimen.casework.queries.receipt import receipt_of
from yimen.casework.showing import Shown, due, why
from yimen.people.middleware import Request
from yimen.workbench.door import CONFLICT, page
from yimen.workbench.forms.people import number as row_number
from yimen.workbench.forms.register import (
    RegisterForm,
    Rows,
    demand_rows,
    filing_of,
    representative_rows,
)
from yimen.workbench.frame import may_lodge
from yimen.workbench.names import BECAUSE
from yimen.workbench.presenting import limit_title, said, state
from yimen.workbench.views.act import UNFIT, petition_url

REPEAT = "repeat"
ASKED_BY = ("name", "phone", "id_number", "demands-0-request")


@page
def register(request: Request) -> HttpResponse:
    """Show the form, or take in and register what it holds."""
    _require_counter(request)
    if request.method != "POST":
        return _shown(request, RegisterForm(), *_rows())
    if "register" not in request.POST:
        return _reshaped(request)
    form = RegisterForm(request.POST, request.FILES)
    demands, others = _rows(request.POST)
    fits = form.is_valid() & demands.is_valid() & others.is_valid()
    if not fits:
        return _again(request, form, demands, others, status=UNFIT)
    filing = filing_of(form, demands, others, receiver=request.actor.organ)
    try:
        lodged = _taken_in(request, filing, form)
    except NotFound:
        raise
    except Refused as refusal:
        return _again(request, form, demands, others, reason=said(refusal))
    return redirect("workbench:registered", lodged.petition)


def _taken_in(request: Request, filing: Filing, form: RegisterForm) -> Lodged:
    """Lodge it, register it, and link it to the matters that were ticked: all of it, or nothing."""
    by = request.actor
    with transaction.atomic():
        lodged = lodge(filing, by=by, at=form.cleaned_data["received_at"])
        if lodged.is_new:
            enter(lodged.petition, by=by, at=now())
            for earlier in _ticked(request.POST):
                link(lodged.petition, other=earlier, kind=REPEAT, by=by, at=now())
    return lodged


@page
def registered(request: Request, petition_id: int) -> HttpResponse:
    """Show number and query code, and the receipt once it is printed."""
    _require_counter(request)
    code = code_of(request.actor, petition_id)
    receipt = receipt_of(request.actor, petition_id)
    today = local_day(now())
    petition = receipt.petition
    coming = receipt.clock
    context = {
        "number": petition.number,
        "query_code": code,
        "petition_url": petition_url(petition_id),
        "receipt_url": reverse("workbench:letter_pdf", args=[petition_id, receipt.letter]) + "?show"
        if receipt.letter
        else "",
        "receipt_wait_url": "" if receipt.letter else request.path,
        "screen_url": _screening(request, petition_id, receipt.demand),
        "spoken": petition.channel in {"visit", "phone"},
        "next": {
            "sentence": limit_title(coming.limit),
            "due": due(coming.due_on, today, provisional=coming.is_provisional),
            "why": why(coming.due, [], today),
        }
        if coming
        else None,
    }
    return render(request, "workbench/registered.html", context)


@page
def earlier(request: Request) -> HttpResponse:
    """Show earlier matters of the same person or words, as somebody types; a piece of a page.

    Asked by POST, so that names and numbers stand in no address and in no log of addresses.
    """
    _require_counter(request)
    return render(request, "workbench/parts/earlier.html", _earlier(request, request.POST))


def _require_counter(request: Request) -> None:
    if not may_lodge(request.actor):
        raise NotFound


def _rows(sent: QueryDict | None = None) -> tuple[Rows, Rows]:
    return demand_rows(sent), representative_rows(sent)


def _ticked(sent: QueryDict) -> list[int]:
    return [found for value in sent.getlist(REPEAT) if (found := row_number(value))]


def _reshaped(request: Request) -> HttpResponse:
    """Show the same words with a row more or less; nothing is judged yet."""
    sent = request.POST
    form = RegisterForm(request.POST, request.FILES)
    demands, others = _rows(sent)
    wanted = [row.kept() for row in demands.forms]
    spoken = [row.kept() for row in others.forms]
    if sent.get("remove", "").isdecimal():
        wanted = [row for at, row in enumerate(wanted) if at != int(sent["remove"])] or [{}]
    more = {name: int(sent.get("add") == name) for name in ("demand", "representative")}
    fresh = demand_rows(initial=wanted, extra=more["demand"])
    speaking = representative_rows(initial=spoken, extra=more["representative"])
    return _shown(request, RegisterForm(initial=form.kept()), fresh, speaking)


def _again(
    request: Request, form: RegisterForm, demands: Rows, others: Rows, *, reason: str = "",
    status: int = CONFLICT,
) -> HttpResponse:  # fmt: skip
    if request.FILES:
        messages.warning(request, _("Choose the files again: a browser does not keep them."))
    return _shown(request, form, demands, others, reason=reason, status=status)


def _shown(
    request: Request,
    form: RegisterForm,
    demands: Rows,
    others: Rows,
    *,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    context = _earlier(request, request.POST) | {
        "form": form,
        "demands": demands,
        "representatives": others,
        "representatives_open": any(row["name"].value() for row in others.forms)
        or request.POST.get("add") == "representative",
        "can_add": len(demands.forms) < demands.max_num,
        "can_add_representative": len(others.forms) < others.max_num,
        "earlier_url": reverse("workbench:earlier"),
        "refusal": reason,
    }
    return render(request, "workbench/register.html", context, status=status)


def _earlier(request: Request, sent: QueryDict) -> Shown:
    """Find earlier matters by what is typed so far; ticks that were set stay set."""
    name, phone, number, words = (sent.get(field, "").strip() for field in ASKED_BY)
    asked = any([name, phone, number, words])
    found: list[Earlier] = []
    if asked:
        found = earlier_of(request.actor, id_number=number, phone=phone, name=name, text=words)
    ticked = _ticked(sent)
    return {"asked": asked, "earlier": [_one(each, ticked) for each in found], "can_tick": True}


def _one(found: Earlier, ticked: list[int]) -> Shown:
    reasons = [str(label) for code, label in BECAUSE.items() if code in found.because]
    return {
        "id": found.petition,
        "url": petition_url(found.petition),
        "number": found.number,
        "title": found.title,
        "state": state(found.state),
        "on": found.received_at,
        "because": "；".join([*reasons, found.receiver]),
        "ticked": found.petition in ticked,
    }


def _screening(request: Request, petition_id: int, demand: int) -> str:
    """Return where the screener goes on; nothing for whoever does not screen."""
    if not demand or request.actor.role != "screener":
        return ""
    return reverse("workbench:act", args=[petition_id, "screen", demand])
