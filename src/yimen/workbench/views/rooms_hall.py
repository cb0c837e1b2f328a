"""The hall for those who work in it: a window, the line before it, the door, and the whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.access.actor import Actor
from yimen.access.policy import may
from yimen.access.rooms import require_room
from yimen.access.walls_hall import SERVES
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, said
from yimen.people.middleware import Request
from yimen.registry.code import grouped
from yimen.rooms.hall import queries
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.close_window import close_window
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.hold import hold
from yimen.rooms.hall.actions.open_window import open_window
from yimen.rooms.hall.actions.recall import recall
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.actions.set_tally import set_tally
from yimen.rooms.hall.actions.take_ticket import Wants, take_ticket
from yimen.rooms.hall.received import Received, last_received
from yimen.rooms.hall.visits import is_called_aloud
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_hall import FinishForm, GuideForm
from yimen.workbench.frame import may_lodge

_MINUTE = 60


def _act_open(by: Actor, given: dict[str, str]) -> None:
    open_window(int(given["window"]), by=by, at=now())


def _act_close(by: Actor, given: dict[str, str]) -> None:
    close_window(int(given["window"]), by=by, at=now())


def _act_next(by: Actor, given: dict[str, str]) -> None:
    call_next(int(given["window"]), by=by, at=now())


def _act_recall(by: Actor, given: dict[str, str]) -> None:
    recall(int(given["ticket"]), by=by, at=now())


def _act_receive(by: Actor, given: dict[str, str]) -> None:
    receive(int(given["ticket"]), by=by, at=now())


def _act_set(by: Actor, given: dict[str, str]) -> None:
    hold(int(given["ticket"]), state=given["state"], by=by, at=now())


def _act_tally(by: Actor, given: dict[str, str]) -> None:
    for kind, _label in queries.TALLIES:
        set_tally(kind, n=int(given[kind] or 0), by=by, at=now())


#: The buttons of the page, each with its act.
BUTTONS: dict[str, Callable[[Actor, dict[str, str]], None]] = {
    "open": _act_open,
    "close": _act_close,
    "next": _act_next,
    "recall": _act_recall,
    "receive": _act_receive,
    "set": _act_set,
    "tally": _act_tally,
}


@page
def places(request: Request) -> HttpResponse:
    """Show the reception places; who sits at a window goes straight to it."""
    require_room(request.actor, "hall.enter")
    seat = queries.seat_of(request.actor)
    if seat and "all" not in request.GET:
        return redirect("workbench:hall_place", seat.place_id)
    found = queries.today(queries.places(), now())
    shown = [
        {
            "name": one.place.name,
            "address": one.place.address,
            "is_open": one.why_closed is None,
            "waiting": sum(one.lines.values()),
            "url": reverse("workbench:hall_place", args=[one.place.pk]),
        }
        for one in found
        if one.place.area.startswith(request.actor.area)
    ]
    return render(request, "workbench/rooms/hall/places.html", {"places": shown})


@page
def place(request: Request, place_id: int) -> HttpResponse:
    """Work at a window: call, receive, finish; the page follows what happens in the hall."""
    require_room(request.actor, "hall.enter")
    where = queries.place(place_id)
    if not where.area.startswith(request.actor.area):
        raise NotFound
    reason, status = "", 200
    if request.method == "POST" and request.POST.get("do") in BUTTONS:
        try:
            BUTTONS[request.POST["do"]](request.actor, request.POST.dict())
        except NotFound:
            raise
        except Refused as refusal:
            reason, status = said(refusal), CONFLICT
        except (KeyError, ValueError):
            raise NotFound from None
        else:
            return redirect("workbench:hall_place", place_id)
    shown = _place_shown(request, where) | {"refusal": reason}
    if "part" in request.GET:
        return render(request, "workbench/rooms/hall/now.html", shown)
    return render(request, "workbench/rooms/hall/place.html", shown, status=status)


@page
def done(request: Request, ticket_id: int) -> HttpResponse:
    """Finish with the visitor at one's window, or send them on."""
    require_room(request.actor, "hall.serve")
    seat = queries.seat_of(request.actor)
    ticket = queries.at_window(seat, request.actor) if seat else None
    if seat is None or ticket is None or ticket.pk != ticket_id:
        messages.info(request, _("This visitor is not at your window any more."))
        return redirect("workbench:hall")
    form = FinishForm(request.POST or None, point=seat.point)
    reason = ""
    if request.method == "POST" and form.is_valid():
        try:
            finish(ticket_id, outcome=Outcome(**form.cleaned_data), by=request.actor, at=now())
        except Refused as refusal:
            reason = said(refusal)
        else:
            messages.success(request, _("Number {n} is done here.").format(n=ticket.number))
            return redirect("workbench:hall_place", seat.place_id)
    shown = {
        "form": form,
        "refusal": reason,
        "ticket": ticket_shown(ticket),
        "action_url": reverse("workbench:hall_done", args=[ticket_id]),
        "back_url": reverse("workbench:hall_place", args=[seat.place_id]),
    }
    status = 200 if request.method != "POST" else CONFLICT if reason else UNFIT
    return render(request, "workbench/rooms/hall/done.html", shown, status=status)


@page
def guide(request: Request, place_id: int) -> HttpResponse:
    """Give a number to somebody at the door, and print the slip."""
    require_room(request.actor, "hall.guide")
    where = queries.place(place_id)
    if not where.area.startswith(request.actor.area):
        raise NotFound
    form = GuideForm(request.POST or None)
    reason, slip = "", None
    if request.method == "POST" and form.is_valid():
        try:
            ticket, code = take_ticket(
                place_id, wants=Wants(**form.cleaned_data), by=request.actor, at=now()
            )
        except Refused as refusal:
            reason = said(refusal)
        else:
            slip = slip_shown(ticket, code, where.name)
            form = GuideForm()
    shown = {
        "form": form,
        "refusal": reason,
        "slip": slip,
        "place_name": where.name,
        "back_url": reverse("workbench:hall_place", args=[place_id]),
    }
    status = 200 if request.method != "POST" or slip else CONFLICT if reason else UNFIT
    return render(request, "workbench/rooms/hall/guide.html", shown, status=status)


@page
def overview(request: Request, place_id: int) -> HttpResponse:
    """Show a manager the lines and waiting times of today, now and by the hour."""
    require_room(request.actor, "hall.watch")
    where, today = queries.place(place_id), local_day(now())
    if not where.area.startswith(request.actor.area):
        raise NotFound
    asked = "day" in request.GET
    day = day_asked(request, today) if asked else queries.day_to_look_at(where, now())
    lines = [
        {
            "point": line.get_point_display(),
            "waiting": line.waiting,
            "unserved": line.unserved,
            "served": line.served,
            "waited": _minutes(line.waited, line.served),
            "taken": _minutes(line.taken, line.served),
        }
        for line in queries.lines_of(place_id, day)
    ]
    hours = queries.by_hour(place_id, day, request.actor)
    most = max((one.served for one in hours), default=1)
    shown = {
        "place_name": where.name,
        "day": day,
        "is_today": day == today,
        "is_latest": not asked and day != today,
        "before": date.fromordinal(max(1, day.toordinal() - 1)),
        "after": date.fromordinal(day.toordinal() + 1) if day < today else None,
        "lines": lines,
        "hours": [
            {
                "hour": f"{one.hour:02d}:00",
                "served": one.served,
                "minutes": one.minutes,
                "share": max(1, round(10 * one.served / most)),
            }
            for one in hours
        ],
        "back_url": reverse("workbench:hall_place", args=[place_id]),
        "quality_url": reverse("workbench:hall_quality", args=[place_id])
        if may(request.actor, "hall.quality")
        else "",
    }
    return render(request, "workbench/rooms/hall/overview.html", shown)


def day_asked(request: Request, today: date, until: date | None = None) -> date:
    """Return the day that the address names, today if it names none or one too late."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return day if day <= (until or today) else today


def slip_shown(ticket: Any, code: str, place_name: str) -> Shown:  # noqa: ANN401  # a ticket; doors import no models
    """Return a slip for paper: the number, its code, and about how long it will take."""
    wait = queries.wait_of(ticket)
    about = ngettext("About {n} minute", "About {n} minutes", wait.minutes)
    ahead = ngettext("{n} person is before you.", "{n} people are before you.", wait.ahead)
    return ticket_shown(ticket) | {
        "code": grouped(code),
        "place": place_name,
        "wait": about.format(n=wait.minutes),
        "ahead": ahead.format(n=wait.ahead) if wait.ahead else _("You are next."),
    }


def _place_shown(request: Request, where: Any) -> Shown:  # noqa: ANN401  # a place; doors import no models
    actor = request.actor
    seat = queries.seat_of(actor)
    here = seat if seat and seat.place_id == where.pk else None
    visitor = queries.at_window(here, actor) if here else None
    rows = queries.waiting_at(actor, where.pk, now())
    mine = SERVES.get(actor.role, ())
    return {
        "hall_place": where,
        "seat": {
            "id": here.pk,
            "name": here.name,
            "point": here.get_point_display(),
            "is_quiet": not is_called_aloud(here),
        }
        if here
        else None,
        "visitor": ticket_shown(visitor) if visitor else None,
        "done_url": reverse("workbench:hall_done", args=[visitor.pk]) if visitor else "",
        "register_url": _register_url(actor, visitor) if visitor else "",
        "room": _room_link(actor, visitor.point) if visitor else None,
        "receipt": _receipt(last_received(actor, where.pk, now())) if here else None,
        "waiting": [ticket_shown(one) for one in rows if one.state == "waiting"],
        "aside": [ticket_shown(one) for one in rows if one.state in {"held", "missed"}],
        "inside": [ticket_shown(one) for one in rows if one.state in {"called", "served"}],
        "windows": [
            {
                "id": one.pk,
                "name": one.name,
                "point": one.get_point_display(),
                "staff": one.staff.name if one.staff else "",
                "can_open": one.point in mine and one.staff_id is None and seat is None,
            }
            for one in queries.my_windows(actor, where.pk)
        ],
        "tallies": queries.my_tallies(actor, now()) if mine else [],
        "can_guide": may(actor, "hall.guide"),
        "can_watch": may(actor, "hall.watch"),
        "urls": {
            name: reverse(f"workbench:hall_{name}", args=[where.pk])
            for name in ("place", "guide", "appointments", "overview")
        },
        "screen_url": reverse("portal:hall_screen", args=[where.pk]),
    }


def _register_url(actor: Actor, visitor: Any) -> str:  # noqa: ANN401  # a ticket; doors import no models
    """Return where what the visitor says is registered; nothing once it is, or for support."""
    if visitor.petition_id or visitor.point == "support" or not may_lodge(actor):
        return ""
    return f"{reverse('workbench:register')}?visitor={visitor.pk}"


def _room_link(actor: Actor, point: str) -> Shown | None:
    """Return where a room's work with the visitor at its window begins."""
    begins = {
        "legal_aid": ("legal.work", "legal_new", _("New consultation")),
        "mediation": ("mediation.work", "mediation_offer", _("Open a case")),
        "support": ("heart.work", "heart_open", _("Open a file")),
    }
    permission, name, label = begins.get(point, ("", "", ""))
    if not name or not may(actor, permission):
        return None
    return {"url": reverse(f"workbench:{name}"), "label": label}


def _receipt(last: Received | None) -> Shown | None:
    if last is None:
        return None
    return {
        "number": last.number,
        "url": reverse("workbench:hall_receipt", args=[last.ticket, last.turn]),
    }


def ticket_shown(ticket: Any) -> Shown:  # noqa: ANN401  # a ticket; doors import no models
    """Return a number as the hall's own pages show it."""
    waited = max(0, int((now() - ticket.joined_at).total_seconds()) // _MINUTE)
    return {
        "id": ticket.pk,
        "number": ticket.number,
        "point": ticket.get_point_display(),
        "state": ticket.state,
        "label": ticket.get_state_display(),
        "need": ticket.get_need_display() if ticket.need else "",
        "language": ticket.language,
        "needs": ticket.needs,
        "people": ticket.people,
        "companions": ticket.companions,
        "window": ticket.window.name if ticket.window else "",
        "waited": ngettext("{n} minute", "{n} minutes", waited).format(n=waited),
        "times": ticket.times_called,
    }


def _minutes(seconds: int, of: int) -> int:
    return round(seconds / of / _MINUTE) if of else 0
