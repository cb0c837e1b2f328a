"""Registering what came over the counter, by telephone, letter or fax: in under two minutes."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.actions.link import link
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.register import register as enter
from yimen.casework.comparing import SameMatter, SamePerson, typed
from yimen.casework.filing import Filing, Lodged
from yimen.casework.on_the_spot import LIMIT, came_before
from yimen.casework.queries.earlier import Earlier, earlier_of
from yimen.casework.queries.file import code_of
from yimen.casework.queries.receipt import receipt_of
from yimen.casework.queries.repeats import compared
from yimen.casework.showing import Shown, due, said, why, why_set
from yimen.people.middleware import Request
from yimen.rooms.hall import queries as hall
from yimen.rooms.hall.actions.tie import tie
from yimen.workbench.away import away_key
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.register import (
    RegisterForm,
    Rows,
    demand_rows,
    filing_of,
    representative_rows,
)
from yimen.workbench.frame import may_lodge
from yimen.workbench.names import BECAUSE
from yimen.workbench.presenting import limit_title, state
from yimen.workbench.views.act import petition_url
from yimen.workbench.views.together import matter_words, person_words

REPEAT = "repeat"
#: The number of the hall from whose window somebody is registered.
VISITOR = "visitor"
SPOKEN = frozenset({"visit", "phone"})
ASKED_BY = ("name", "phone", "id_number", "demands-0-request")


@page
def register(request: Request) -> HttpResponse:
    """Show the form, or take in and register what it holds."""
    _require_counter(request)
    if request.method != "POST":
        return _shown(request, RegisterForm(initial=_from_window(request)), *_rows())
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
    if filing.accuses:
        return _handed_out(request, lodged)
    return redirect("workbench:registered", lodged.petition)


def _handed_out(request: Request, lodged: Lodged) -> HttpResponse:
    """Show number and query code of what is sealed, this once: whoever took it in may not see it.

    Lodged before, it is not told again: the code is the petitioner's.
    """
    code = lodged.code if lodged.is_new else ""
    context = {"number": lodged.number, "query_code": code, "is_sealed": True}
    return render(request, "workbench/registered.html", context)


def _taken_in(request: Request, filing: Filing, form: RegisterForm) -> Lodged:
    """Lodge it, register it, and link it to the matters that were ticked: all of it, or nothing."""
    by = request.actor
    with transaction.atomic():
        lodged = lodge(filing, by=by, at=form.cleaned_data["received_at"])
        if lodged.is_new:
            if filing.accuses:
                _enter_if_kept_here(lodged, by)
                return lodged
            enter(lodged.petition, by=by, at=now())
            for earlier in _ticked(request.POST):
                link(lodged.petition, other=earlier, kind=REPEAT, by=by, at=now())
            if visitor := row_number(request.POST.get(VISITOR, "")):
                tie(visitor, petition=lodged.petition, by=by)
    return lodged


def _enter_if_kept_here(lodged: Lodged, by: Actor) -> None:
    """Register a sealed letter where its taker keeps it; anywhere else its keeper does."""
    try:
        enter(lodged.petition, by=by, at=now())
    except NotFound:
        return


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
        "is_sealed": False,
        "petition_url": petition_url(petition_id),
        "receipt_url": reverse("workbench:letter_pdf", args=[petition_id, receipt.letter]) + "?show"
        if receipt.letter
        else "",
        "receipt_wait_url": "" if receipt.letter else request.path,
        "here_url": reverse("workbench:on_the_spot", args=[petition_id, receipt.demand])
        if coming and coming.limit == LIMIT
        else "",
        "came_before": came_before(petition),
        "screen_url": _screening(request, petition_id, receipt.demand),
        "spoken": petition.channel in SPOKEN,
        "to_sign": _to_sign(petition_id, petition.channel),
        "hall_url": reverse("workbench:hall") if hall.seat_of(request.actor) else "",
        "next": {
            "sentence": limit_title(coming.limit),
            "due": due(coming.due_on, today, provisional=coming.is_provisional),
            "why": why(coming.due, [], today)
            if coming.due
            else why_set(coming.due_on, coming.limit),
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
    wanted = [row for at, row in enumerate(wanted) if str(at) != sent.get("remove")]
    more = {name: int(sent.get("add") == name) for name in ("demand", "representative")}
    fresh = demand_rows(initial=wanted or [{}], extra=more["demand"])
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
        "visitor": row_number(
            (request.POST if request.method == "POST" else request.GET).get(VISITOR, "")
        ),
        "away": {
            "key": away_key(request.actor, private=True),
            "url": reverse("workbench:register"),
            "keeper": reverse("workbench:away_keeper"),
        },
        "is_shell": False,
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
    person = typed(id_number=number, phone=phone, name=name)
    why = compared(request.actor, [one.petition for one in found], person, words) if found else {}
    shown = [_one(each, ticked) | _why(*why.get(each.petition, ((), ()))) for each in found]
    return {"asked": asked, "earlier": shown, "can_tick": True}


def _why(people: Sequence[SamePerson], matters: Sequence[SameMatter]) -> Shown:
    """Say who in it is the same, and by what; which demand is alike, and in which words."""
    return {"why": [*map(person_words, people), *map(matter_words, matters)]}


def _one(found: Earlier, ticked: list[int]) -> Shown:
    reasons = [str(label) for code, label in BECAUSE.items() if code in found.because]
    return {
        "id": found.petition,
        "url": petition_url(found.petition),
        "number": found.number,
        "title": found.title,
        "state": state(found.state),
        "on": found.received_at,
        "because": _("; ").join([*reasons, found.receiver]),
        "ticked": found.petition in ticked,
    }


def _from_window(request: Request) -> Shown:
    """Return what is known of the visitor at one's window: that it is a visit, of how many."""
    seat, asked = hall.seat_of(request.actor), row_number(request.GET.get(VISITOR, ""))
    ticket = hall.at_window(seat, request.actor) if seat and asked else None
    if ticket is None or ticket.pk != asked:
        return {}
    came = ticket.people - ticket.companions
    return {"channel": "visit", "headcount": came, "needs_note": ticket.language}


def _to_sign(petition_id: int, channel: str) -> list[tuple[str, str]]:
    """Return the papers that are read back and signed now."""
    found = [(_("Registration form, to sign"), "form")]
    if channel in SPOKEN:
        found.append((_("Oral record, to sign"), "oral"))
    return [
        (label, reverse("workbench:to_sign", args=[petition_id, name])) for label, name in found
    ]


def _screening(request: Request, petition_id: int, demand: int) -> str:
    """Return where the screener goes on; nothing for whoever does not screen."""
    if not demand or request.actor.role != "screener":
        return ""
    return reverse("workbench:act", args=[petition_id, "screen", demand])
