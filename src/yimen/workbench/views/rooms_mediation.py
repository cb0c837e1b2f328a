"""The mediation room for its mediators: the cases, and one case from asking to keeping."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from yimen.access.rooms import require_room
from yimen.base.errors import Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, due, said
from yimen.documents.render import render_pdf
from yimen.people.middleware import Request
from yimen.registry.code import grouped
from yimen.rooms.mediation import handing, papers, queries, reminders
from yimen.rooms.mediation.actions.agree import Promise, Terms, agree
from yimen.rooms.mediation.actions.allow_filing import allow_filing
from yimen.rooms.mediation.actions.apply import Person, Wanted, apply
from yimen.rooms.mediation.actions.begin import begin
from yimen.rooms.mediation.actions.bring_into_force import bring_into_force
from yimen.rooms.mediation.actions.consent import consent
from yimen.rooms.mediation.actions.end import end
from yimen.rooms.mediation.actions.give_code import give_code
from yimen.rooms.mediation.actions.note_confirmation import note_confirmation
from yimen.rooms.mediation.actions.note_duty import note_duty
from yimen.rooms.mediation.actions.reach import reach
from yimen.rooms.mediation.actions.talk import Meeting, talk
from yimen.rooms.mediation.explaining import whys
from yimen.rooms.mediation.queries import Whole
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_mediation import (
    AgreeForm,
    BeginForm,
    ConsentForm,
    CourtForm,
    EndForm,
    OfferForm,
    TalkForm,
)
from yimen.workbench.pressing import Deed, Offered, Press, press


@page
def cases(request: Request) -> HttpResponse:
    """Show the open cases, soonest due first, and those that are over."""
    require_room(request.actor, "mediation.work")
    today = local_day(now())
    rows = [_row(case, today) for case in queries.cases_of(request.actor)]
    over = [_row(case, today) for case in queries.cases_of(request.actor, closed=True)]
    tasks = [
        {"id": one.case, "number": one.number, "label": one.label, "who": one.who,
         "phone": one.phone, "promise": one.promise, "due": due(one.last_on, today)}
        for one in reminders.waiting(request.actor)
    ]  # fmt: skip
    gone = [_row(case, today) for case in handing.left(request.actor, today)]
    shown = {"cases": rows, "over": over, "tasks": tasks, "left": gone}
    return render(request, "workbench/rooms/mediation/cases.html", shown)


@page
def offer(request: Request) -> HttpResponse:
    """Open a case for people who came to the room, and give each side its code."""
    require_room(request.actor, "mediation.work")
    form = OfferForm(request.POST or None)
    reason, codes = "", None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wanted = Wanted(
            kind=told["kind"],
            dispute=told["dispute"],
            wishes=told["wishes"],
            parties=(
                Person(name=told["first"], phone=told["first_phone"]),
                Person(name=told["second"], phone=told["second_phone"]),
            ),
        )
        try:
            case, made = apply(told["committee"], wanted=wanted, by=request.actor, at=now())
        except Refused as refusal:
            reason = said(refusal)
        else:
            names = (told["first"], told["second"])
            codes = [
                {"name": name, "code": grouped(code)}
                for name, (_party, code) in zip(names, made, strict=True)
            ]
            shown = {"codes": codes, "number": case.number, "id": case.pk}
            return render(request, "workbench/rooms/mediation/codes.html", shown)
    shown = {"form": form, "refusal": reason}
    status = 200 if request.method != "POST" else CONFLICT if reason else UNFIT
    return render(request, "workbench/rooms/mediation/offer.html", shown, status=status)


@page
def case(request: Request, case_id: int) -> HttpResponse:
    """Show one case, with what can be done now."""
    require_room(request.actor, "mediation.work")
    seen = queries.whole(request.actor, case_id)
    if request.POST.get("do") == "code":
        return _code(request, seen)
    done = press(request, seen, _forms(seen), FORMED, BUTTONS)
    if done.is_done:
        messages.success(request, _("Done."))
        return redirect("workbench:mediation_case", case_id)
    shown = done.shown() | {
        "whole": seen,
        "stage": seen.case.stage,
        "label": seen.case.get_stage_display(),
        "due": _due(seen, local_day(now())),
        "papers": papers.papers_of(seen, local_day(now())),
        "reminders": reminders.of_case(request.actor, seen.case),
    }
    shown["whys"] = whys(seen, shown["reminders"], local_day(now()))
    return render(request, "workbench/rooms/mediation/case.html", shown, status=done.status)


@page
def paper(request: Request, case_id: int, name: str) -> HttpResponse:
    """Hand out one paper of the case, drawn now."""
    require_room(request.actor, "mediation.work")
    with override("zh-hans"):  # papers are in Chinese, whatever language the page speaks
        drawn = papers.paper_of(queries.whole(request.actor, case_id), name, local_day(now()))
    return HttpResponse(render_pdf(drawn), content_type="application/pdf")


def _forms(seen: Whole) -> Offered:
    """Return what can be done now, each with how its form is made and what it is called."""
    stage = seen.case.stage
    found: Offered = {}
    if stage == "asked":
        if not seen.all_agree:
            found["consent"] = (
                lambda data=None: ConsentForm(data, whole=seen),
                _("Write down a party's consent"),
            )
        else:
            found["begin"] = (lambda data=None: BeginForm(data, whole=seen), _("Begin"))
        found["end"] = (EndForm, _("End it"))
    if stage == "talking":
        found["talk"] = (TalkForm, _("Plan or record a talk"))
        words = seen.agreement
        initial = (
            {"form": words.form, "facts": words.facts, "points": words.points, "terms": words.terms}
            if words
            else {}
        )
        found["agree"] = (
            lambda data=None: AgreeForm(data, whole=seen, initial=initial),
            _("Draft the agreement"),
        )
        found["end"] = (EndForm, _("End it"))
    if stage == "agreed":
        found["talk"] = (
            lambda data=None: TalkForm(data, initial={"kind": "visit"}),
            _("Follow-up visit"),
        )
        found["court"] = (CourtForm, _("Confirmation by a court"))
    return found


def _code(request: Request, seen: Whole) -> HttpResponse:
    number = row_number(request.POST.get("party", ""))
    code = give_code(seen.case.pk, party=number, by=request.actor, at=now())
    name = next((side.name for side in seen.sides if side.id == number), "")
    shown = {
        "codes": [{"name": name, "code": grouped(code)}],
        "number": seen.case.number,
        "id": seen.case.pk,
    }
    return render(request, "workbench/rooms/mediation/codes.html", shown)


def _consent(seen: Whole, press: Press) -> object:
    given = press.told | {"wishes": press.told["wishes"] == "yes"}
    return consent(seen.case.pk, **given, by=press.by, at=press.at)


def _agree(seen: Whole, press: Press) -> object:
    told = press.told
    terms = Terms(
        form=told["form"],
        facts=told["facts"],
        points=told["points"],
        terms=told["terms"],
        promises=tuple(
            Promise(party=party, what=what, due_on=on) for party, what, on in told["promises"]
        ),
    )
    return agree(seen.case.pk, terms=terms, by=press.by, at=press.at)


def _duty(seen: Whole, press: Press) -> object:
    row, kept = press.row("duty"), press.sent.get("kept") == "1"
    return note_duty(seen.case.pk, duty=row, kept=kept, by=press.by, at=press.at)


def _reach(seen: Whole, press: Press) -> object:
    row, how = press.row("reminder"), press.sent.get("how", "")
    return reach(seen.case.pk, reminder=row, how=how, by=press.by, at=press.at)


#: What the forms and buttons of a case do.
FORMED: dict[str, Deed[Whole]] = {
    "consent": _consent,
    "begin": lambda seen, it: begin(seen.case.pk, **it.told, by=it.by, at=it.at),
    "talk": lambda seen, it: talk(seen.case.pk, meeting=Meeting(**it.told), by=it.by, at=it.at),
    "agree": _agree,
    "end": lambda seen, it: end(seen.case.pk, **it.told, by=it.by, at=it.at),
    "court": lambda seen, it: note_confirmation(seen.case.pk, **it.told, by=it.by, at=it.at),
}
BUTTONS: dict[str, Deed[Whole]] = {
    "force": lambda seen, it: bring_into_force(seen.case.pk, by=it.by, at=it.at),
    "duty": _duty,
    "reach": _reach,
    "allow": lambda seen, it: allow_filing(seen.case.pk, party=it.row("party"), by=it.by, at=it.at),
}


def _due(seen: Whole, today: date) -> Shown | None:
    """Return until when it is to be done; what is over is late no more."""
    open_until = seen.case.due_on if seen.case.stage == "talking" else None
    return due(open_until, today) if open_until else None


def _row(case: Any, today: date) -> Shown:  # noqa: ANN401  # a case; doors import no models
    return {
        "id": case.pk,
        "number": case.number,
        "kind": dict(queries.KINDS).get(case.kind, case.kind),
        "label": case.get_stage_display(),
        "asked_at": case.asked_at,
        "due": due(case.due_on, today) if case.due_on and case.stage == "talking" else None,
    }
