"""The legal room for its lawyers: their matters, from the check to what came of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yimen.access.actor import Actor
from yimen.access.policy import may
from yimen.access.rooms import require_room
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.lapsing import lapse
from yimen.casework.showing import Shown, due, language, said
from yimen.documents.render import render_pdf
from yimen.law.routes import ROUTES
from yimen.people.middleware import Request
from yimen.registry.code import grouped
from yimen.rooms.legal import counting, papers, queries
from yimen.rooms.legal.actions.advise import Advice, advise
from yimen.rooms.legal.actions.ask_aid import ask_aid, note_aid
from yimen.rooms.legal.actions.check_conflict import check_conflict
from yimen.rooms.legal.actions.close import close
from yimen.rooms.legal.actions.consent import consent
from yimen.rooms.legal.actions.consult import Told, consult
from yimen.rooms.legal.actions.hand_in import hand_in
from yimen.rooms.legal.actions.hand_over import agree_to_hand_over, hand_over
from yimen.rooms.legal.actions.write_opinion import Parts, write_opinion
from yimen.rooms.legal.explaining import whys
from yimen.rooms.legal.queries import Whole
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.elsewhere import flag, warned
from yimen.workbench.forms.rooms_legal import (
    AdviseForm,
    AidForm,
    AidNoteForm,
    CloseForm,
    ConsultForm,
    HandOverForm,
    OpinionForm,
)
from yimen.workbench.pressing import Deed, Offered, Press, press


@page
def matters(request: Request) -> HttpResponse:
    """Show a lawyer's open matters, and those that are over; to a leader, the counts alone."""
    if may(request.actor, "legal.count") and not may(request.actor, "legal.work"):
        return redirect("workbench:legal_counts")
    require_room(request.actor, "legal.work")
    today = local_day(now())
    shown = {
        "matters": [_row(*one, today) for one in queries.matters_of(request.actor)],
        "over": [_row(*one, today) for one in queries.matters_of(request.actor, closed=True)],
    }
    return render(request, "workbench/rooms/legal/matters.html", shown)


@page
def new(request: Request) -> HttpResponse:
    """Ask for a conflict of interest, then open a consultation and give the client a code."""
    require_room(request.actor, "legal.work")
    form = ConsultForm(request.POST or None, referred=queries.referred(request.actor))
    reason, is_free = "", False
    if request.method == "POST" and form.is_valid():
        told, names = form.cleaned_data, form.names()
        try:
            if request.POST.get("do") == "check":
                is_free = not check_conflict(
                    client=told["client"], others=names, by=request.actor, at=now()
                )
                reason = "" if is_free else _("There is a conflict of interest: do not advise.")
            else:
                matter, code = consult(
                    told=Told(
                        client=told["client"],
                        facts=told["facts"],
                        others=names,
                        phone=told["phone"],
                        people=told["people"],
                        petition=told["petition"] or 0,
                    ),
                    by=request.actor,
                    at=now(),
                )
                return render(request, "workbench/rooms/legal/code.html", {
                    "code": grouped(code), "number": matter.number, "id": matter.pk,
                })  # fmt: skip
        except NotFound:
            raise
        except Refused as refusal:
            reason = said(refusal)
    shown = {"form": form, "refusal": reason, "is_free": is_free}
    status = 200 if request.method != "POST" or is_free else CONFLICT if reason else UNFIT
    return render(request, "workbench/rooms/legal/new.html", shown, status=status)


@page
def counts(request: Request) -> HttpResponse:
    """Show what came of the consultations of a year, in items and in person-times."""
    require_room(request.actor, "legal.count")
    today = local_day(now())
    wanted = request.GET.get("year", "")
    year = (row_number(wanted) if len(wanted) == len("2026") else 0) or today.year
    rows = counting.tallies(request.actor, since=date(year, 1, 1), until=date(year, 12, 31))
    shown = {
        "year": year,
        "is_latest": year >= today.year,
        "rows": rows,
        "items": sum(one.items for one in rows),
        "people": sum(one.people for one in rows),
        "led": counting.led(rows),
        "is_lawyer": may(request.actor, "legal.work"),
    }
    return render(request, "workbench/rooms/legal/counts.html", shown)


@page
def matter(request: Request, number: int) -> HttpResponse:
    """Show one matter, with what can be done now."""
    require_room(request.actor, "legal.work")
    seen = queries.whole(request.actor, number)
    done = press(request, seen, _forms(request, seen), FORMED, BUTTONS)
    if done.is_done:
        messages.success(request, _("Done."))
        gone = done.what in {"taken", "hand_over"} and not _is_mine(request.actor, number)
        return redirect("workbench:legal") if gone else redirect(request.path)
    shown = _shown(seen) | done.shown()
    return render(request, "workbench/rooms/legal/matter.html", shown, status=done.status)


@page
def paper(request: Request, number: int, name: str) -> HttpResponse:
    """Hand out one paper, drawn now."""
    require_room(request.actor, "legal.work")
    drawn = papers.paper_of(queries.whole(request.actor, number), name, local_day(now()))
    return HttpResponse(render_pdf(drawn), content_type="application/pdf")


def _forms(request: Request, seen: Whole) -> Offered:
    found: Offered = {}
    row = seen.matter
    if row.stage == "closed":
        if row.outcome == "led":
            found["close"] = (
                lambda data=None: CloseForm(data, initial={"outcome": "accepted"}),
                _("Accepted there"),
            )
        return found
    kept = queries.sheets_of(request.actor, row)
    sheets = [(one.pk, f"{_way(one.way)} {one.at:%Y-%m-%d}") for one in kept]
    before = {
        "can": row.can, "way": row.way, "since": row.since, "sheet": row.sheet or "",
        "direction": seen.direction, "how": seen.how, "expect": seen.expect,
    }  # fmt: skip
    found["advise"] = (
        lambda data=None: AdviseForm(data, sheets=sheets, initial=before),
        _("Answer the two questions"),
    )
    opinion = seen.opinion
    if opinion is None or not opinion.row.signed_at:
        words = {
            "facts": opinion.facts, "law": opinion.law,
            "ways": opinion.ways, "risks": opinion.risks,
        } if opinion else {"facts": seen.facts}  # fmt: skip
        found["opinion"] = (
            lambda data=None: OpinionForm(data, initial=words),
            _("Write a legal opinion"),
        )
    today = local_day(now())
    if seen.aid is None:
        found["aid"] = (
            lambda data=None: AidForm(data, initial={"asked_on": today}),
            _("Send to legal aid"),
        )
    else:
        found["aid_note"] = (AidNoteForm, _("What legal aid decided"))
    lawyers = queries.colleagues(request.actor, row.organ_id, today)
    if lawyers:
        found["hand_over"] = (
            lambda data=None: HandOverForm(data, lawyers=lawyers),
            _("Hand over to another lawyer"),
        )
    if row.stage == "advised":
        found["close"] = (CloseForm, _("Close it"))
    return found


def _advise(seen: Whole, press: Press) -> object:
    advice = Advice(**press.told | {"sheet": press.told.get("sheet") or 0})
    return advise(seen.matter.pk, advice=advice, by=press.by, at=press.at)


def _opinion(seen: Whole, press: Press) -> object:
    parts = Parts(**{name: press.told[name] for name in ("facts", "law", "ways", "risks")})
    sign = press.told["sign"]
    return write_opinion(seen.matter.pk, parts=parts, sign=sign, by=press.by, at=press.at)


def _hand_in(seen: Whole, press: Press) -> object:
    pdf = render_pdf(papers.paper_of(seen, "opinion", local_day(press.at)))
    return hand_in(seen.matter.pk, pdf=pdf, by=press.by, at=press.at)


#: What the forms and buttons of a matter do.
FORMED: dict[str, Deed[Whole]] = {
    "advise": _advise,
    "opinion": _opinion,
    "aid": lambda seen, it: ask_aid(seen.matter.pk, **it.told, by=it.by, at=it.at),
    "aid_note": lambda seen, it: note_aid(seen.matter.pk, **it.told, by=it.by, at=it.at),
    "hand_over": lambda seen, it: hand_over(seen.matter.pk, **it.told, by=it.by, at=it.at),
    "close": lambda seen, it: close(seen.matter.pk, **it.told, by=it.by, at=it.at),
}
BUTTONS: dict[str, Deed[Whole]] = {
    "consent": lambda seen, it: consent(seen.matter.pk, by=it.by, at=it.at),
    "hand_in": _hand_in,
    "taken": lambda seen, it: agree_to_hand_over(
        seen.matter.pk, to=it.row("lawyer"), by=it.by, at=it.at
    ),
}


def _way(code: str) -> str:
    return ROUTES.find(code).title.say(language()) if code in ROUTES else _("None")


def _is_mine(by: Actor, number: int) -> bool:
    try:
        queries.whole(by, number)
    except NotFound:
        return False
    return True


def _shown(seen: Whole) -> Shown:
    today = local_day(now())
    row, way, in_ = seen.matter, seen.way, language()
    near = lapse(row.lapses_on, today) if row.stage != "closed" else None
    return {
        "whole": seen,
        "stage": row.stage,
        "label": row.get_stage_display(),
        "can": row.get_can_display() if row.can else "",
        "outcome": row.get_outcome_display() if row.outcome else "",
        "way": way.title.say(in_) if way else "",
        "way_basis": way.basis.say(in_) if way else "",
        "lapse": due(row.lapses_on, today) if row.lapses_on else None,
        "warning": warned(near) if near else "",
        "whys": whys(seen, today),
        "aid_due": due(seen.aid.decide_by, today) if seen.aid and not seen.aid.decision else None,
        "aid_label": seen.aid.get_decision_display() if seen.aid else "",
        "papers": papers.papers_of(seen),
        "petition": row.petition.number if row.petition else "",
    }


def _row(row: Any, client: str, today: date) -> Shown:  # noqa: ANN401  # a consultation; doors import no models
    return {
        "id": row.pk,
        "number": row.number,
        "client": client,
        "label": row.get_outcome_display() if row.outcome else row.get_stage_display(),
        "opened_at": row.opened_at,
        "petition": row.petition.number if row.petition else "",
        "due": due(row.lapses_on, today) if row.lapses_on and row.stage != "closed" else None,
        "flag": flag(row.lapses_on, today) if row.stage != "closed" else None,
    }
