"""Joint sessions for those who call them, sit there, or promised something."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.access.actor import Actor, Role
from yimen.access.policy import may
from yimen.access.rooms import require_room
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, due, said
from yimen.documents.render import render_pdf
from yimen.people.middleware import Request
from yimen.people.queries import living_organs
from yimen.registry.code import grouped
from yimen.rooms.joint import papers, queries
from yimen.rooms.joint.actions.answer import answer
from yimen.rooms.joint.actions.call_off import call_off
from yimen.rooms.joint.actions.hold import Minutes, Promise, hold
from yimen.rooms.joint.actions.keep import confirm, report
from yimen.rooms.joint.actions.move import Anew, move
from yimen.rooms.joint.actions.opine import opine
from yimen.rooms.joint.actions.plan import Plan, Seat, plan
from yimen.rooms.joint.actions.visit import visit
from yimen.rooms.joint.hours import also_asked
from yimen.rooms.joint.queries import Promised, Whole
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_joint import (
    ENDS,
    AnswerForm,
    MinutesForm,
    MoveForm,
    OffForm,
    OpineForm,
    PlanForm,
    VisitForm,
)
from yimen.workbench.pressing import Deed, Offered, Press, press

PARTS = {"lawyer": Role.LAWYER, "mediator": Role.MEDIATOR, "counsellor": Role.COUNSELLOR}


@page
def sessions(request: Request) -> HttpResponse:
    """Show the sessions to come, what one's organ has promised, and what is over."""
    require_room(request.actor, "joint.see")
    actor, at = request.actor, now()
    today = local_day(at)
    owed = queries.waiting(actor)
    shown = {
        "coming": [_row(one) for one in queries.sessions_of(actor, at=at)],
        "over": [_row(one) for one in queries.sessions_of(actor, over=True, at=at)],
        "owed": [_owed(one, today) for one in owed if one.organ_id == actor.organ],
        "watched": [_owed(one, today) for one in owed if one.organ_id != actor.organ],
    }
    return render(request, "workbench/rooms/joint/sessions.html", shown)


@page
def new(request: Request, petition_id: int) -> HttpResponse:
    """Call a session on a petition together."""
    require_room(request.actor, "joint.call")
    number, title = queries.petition_for(request.actor, petition_id)[1:]
    form = _plan_form(request, petition_id)
    reason = ""
    if request.method == "POST" and form.is_valid():
        try:
            session, codes = plan(plan=_planned(petition_id, form), by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            reason = said(refusal)
        else:
            if not codes:
                messages.success(request, _("Everybody is invited."))
                return redirect("workbench:joint_session", session.pk)
            slips = [{"name": name, "code": grouped(code)} for name, code in codes]
            return render(request, "workbench/rooms/joint/codes.html", {
                "codes": slips, "number": session.number, "id": session.pk,
            })  # fmt: skip
    shown = {"form": form, "refusal": reason, "number": number, "title": title, "id": petition_id}
    status = 200 if request.method != "POST" else CONFLICT if reason else UNFIT
    return render(request, "workbench/rooms/joint/new.html", shown, status=status)


@page
def session(request: Request, number: int) -> HttpResponse:
    """Show one session, with what can be done now."""
    require_room(request.actor, "joint.see")
    seen = queries.whole(request.actor, number)
    done = press(request, seen, _forms(request.actor, seen), FORMED, BUTTONS)
    if done.is_done:
        messages.success(request, _("Done."))
        return redirect(request.path)
    shown = _shown(request.actor, seen) | done.shown()
    for one in shown["forms"]:
        one["is_open"] = one["do"] == (done.what or _now(seen))
        one["promises"] = ENDS if one["do"] == "hold" else ()
    return render(request, "workbench/rooms/joint/session.html", shown, status=done.status)


@page
def paper(request: Request, number: int, name: str) -> HttpResponse:
    """Hand out one paper, drawn now."""
    require_room(request.actor, "joint.see")
    drawn = papers.paper_of(queries.whole(request.actor, number), name, local_day(now()))
    return HttpResponse(render_pdf(drawn), content_type="application/pdf")


def _plan_form(request: Request, petition: int) -> PlanForm:
    area, today = request.actor.area, local_day(now())
    responsible = queries.responsible(request.actor, petition)
    people = {
        part: [
            (f"{staff}-{organ}", words)
            for staff, organ, words in queries.people_for(role, area, today)
        ]
        for part, role in PARTS.items()
    }
    return PlanForm(
        request.POST or None,
        rooms=_rooms(area),
        organs=sorted(
            ((one.pk, one.name) for one in living_organs(today)),
            key=lambda organ: organ[0] not in responsible,
        ),
        people=people,
        initial={"organs": responsible},
    )


def _rooms(area: str) -> list[tuple[int, str]]:
    """Return the rooms of an area, with how many can sit there."""
    chairs = [
        (one, ngettext("{name}, {n} chair", "{name}, {n} chairs", one.seats))
        for one in queries.rooms_of(area)
    ]
    return [(one.pk, words.format(name=one.name, n=one.seats)) for one, words in chairs]


def _planned(petition: int, form: PlanForm) -> Plan:
    told = form.cleaned_data
    seats = []
    for part in PARTS:
        if told[part]:
            staff, organ = told[part].split("-")
            seats.append(Seat(part=part, staff=int(staff), organ=int(organ)))
    return Plan(
        petition=petition,
        starts_at=told["starts_at"],
        ends_at=told["ends_at"],
        agenda=told["agenda"],
        kind=told["kind"],
        room=told["room"] or 0,
        place=told["place"],
        wants_support=told["wants_support"],
        wants_reason=told["wants_reason"],
        seats=tuple(seats),
        organs=tuple(told["organs"]),
        guests=form.names(),
    )


def _now(seen: Whole) -> str:
    """Return what is to be done at this hour: the minutes once it has begun, an answer before."""
    return "hold" if seen.session.starts_at <= now() else "answer"


def _forms(by: Actor, seen: Whole) -> Offered:
    found: Offered = {}
    state, calls = seen.session.state, may(by, "joint.call")
    if state == "called_off":
        return found
    if state == "planned" and seen.mine and seen.mine.part != "officer":
        mine = seen.mine
        found["answer"] = (
            lambda data=None: AnswerForm(data, initial={"answer": mine.answer, "note": mine.note}),
            _("Answer the invitation"),
        )
    if state == "planned" and calls:
        seats = [(one.id, f"{one.label} · {one.who or one.organ}") for one in seen.seats]
        organs = {(one.organ_id, one.organ) for one in seen.seats if one.organ_id}
        found["hold"] = (
            lambda data=None: MinutesForm(
                data, seats=seats, organs=sorted(organs),
                initial={"came": [one.id for one in seen.seats if one.answer == "comes"]},
            ),
            _("Write the minutes"),
        )  # fmt: skip
    if state == "held" and calls:
        found["opine"] = (
            lambda data=None: OpineForm(data, initial={"opinion": seen.opinion}),
            _("Give a joint opinion"),
        )
    if may(by, "joint.visit"):
        found["visit"] = (VisitForm, _("Write down a site visit"))
    if state == "planned" and calls:
        old = seen.session
        found["move"] = (
            lambda data=None: MoveForm(
                data, rooms=_rooms(by.area),
                initial={"starts_at": old.starts_at, "ends_at": old.ends_at,
                         "room": old.room_id or "", "place": old.place},
            ),
            _("Move this session"),
        )  # fmt: skip
        found["off"] = (OffForm, _("Call this session off"))
    return found


def _hold(seen: Whole, press: Press) -> object:
    told = press.told
    minutes = Minutes(
        asked=told["asked"],
        said=told["said"],
        found=told["found"],
        came=tuple(told["came"]),
        opinion=told["opinion"],
        promises=tuple(
            Promise(organ=organ, what=what, due_on=on) for organ, what, on in told["promises"]
        ),
    )
    return hold(seen.session.pk, minutes=minutes, by=press.by, at=press.at)


def _report(seen: Whole, press: Press) -> object:
    row, proof = press.row("promise"), press.sent.get("proof", "")
    return report(seen.session.pk, promise=row, proof=proof, by=press.by, at=press.at)


def _confirm(seen: Whole, press: Press) -> object:
    row, kept = press.row("promise"), press.sent.get("kept") == "1"
    return confirm(seen.session.pk, promise=row, kept=kept, by=press.by, at=press.at)


#: What the forms and buttons of a session do.
FORMED: dict[str, Deed[Whole]] = {
    "answer": lambda seen, it: answer(seen.session.pk, **it.told, by=it.by, at=it.at),
    "hold": _hold,
    "opine": lambda seen, it: opine(seen.session.pk, **it.told, by=it.by, at=it.at),
    "visit": lambda seen, it: visit(seen.session.pk, **it.told, by=it.by, at=it.at),
    "move": lambda seen, it: move(seen.session.pk, anew=Anew(**it.told), by=it.by, at=it.at),
    "off": lambda seen, it: call_off(seen.session.pk, **it.told, by=it.by, at=it.at),
}
BUTTONS: dict[str, Deed[Whole]] = {"report": _report, "confirm": _confirm}


def _shown(by: Actor, seen: Whole) -> Shown:
    today = local_day(now())
    return {
        "whole": seen,
        "state": seen.session.state,
        "label": seen.session.get_state_display(),
        "kind": seen.session.get_kind_display(),
        "papers": papers.papers_of(seen),
        "promises": [
            {
                "row": one,
                "due": due(one.due_on, today) if one.state != "kept" else None,
                "may_report": one.state != "kept"
                and one.organ_id == by.organ
                and (may(by, "joint.speak") or may(by, "joint.call")),
                "may_confirm": one.state == "reported"
                and one.organ_id != by.organ
                and may(by, "joint.call"),
            }
            for one in seen.promises
        ],
        "may_open": may(by, "joint.call"),
        "twice": also_asked(by, seen.session)
        if may(by, "joint.call") and seen.session.state == "planned"
        else [],
    }


def _owed(one: Promised, today: date) -> Shown:
    return {"promise": one, "due": due(one.due_on, today)}


def _row(one: Any) -> Shown:  # noqa: ANN401  # a session; doors import no models
    return {
        "id": one.pk,
        "number": one.number,
        "petition": one.petition_number,
        "kind": one.get_kind_display(),
        "label": one.get_state_display(),
        "starts_at": one.starts_at,
        "where": one.room.name if one.room else one.place,
    }
