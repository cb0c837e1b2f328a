"""Appointments for those who keep the door: booked by telephone, checked in, cancelled, told."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.access.policy import may
from yimen.access.rooms import require_room
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, said
from yimen.people import notices as told
from yimen.people.middleware import Request
from yimen.registry.code import grouped
from yimen.rooms.hall import queries
from yimen.rooms.hall.actions.book import Wish, book
from yimen.rooms.hall.actions.cancel import cancel
from yimen.rooms.hall.actions.check_in import check_in
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_hall import CallerForm
from yimen.workbench.views.rooms_hall import day_asked, slip_shown

#: What the page shows of a deed, where none was done.
NOTHING_DONE: Shown = {"slip": None, "booked": None, "cancelled": False}


@page
def appointments(request: Request, place_id: int) -> HttpResponse:
    """Show a day's appointments: check in who has come, book for who telephones, cancel."""
    require_room(request.actor, "hall.guide")
    where, today = queries.place(place_id), local_day(now())
    if not where.area.startswith(request.actor.area):
        raise NotFound
    days = queries.book_of(where, now())
    day = day_asked(request, today, until=max(days, default=today))
    form = _form(request, where, day)
    reason, status, done = "", 200, {}
    if request.method == "POST":
        status = UNFIT
        try:
            done = _done(request, where, day, form)
        except NotFound:
            raise
        except Refused as refusal:
            reason, status = said(refusal), CONFLICT
        else:
            if done:
                status, form = 200, _form(request, where, day, fresh=True)
    shown = {
        "rows": [_row(one) for one in queries.appointments_of(request.actor, place_id, day)],
        "form": form,
        "days": [
            {"value": one.isoformat(), "on": one, "chosen": one == day}
            for one in sorted({*days, day, today})
        ],
        "is_today": day == today,
        "refusal": reason,
        "place_name": where.name,
        "back_url": reverse("workbench:hall_place", args=[place_id]),
        "calls": len(told.to_call(request.actor, now()))
        if may(request.actor, "calls.make")
        else None,
    }
    return render(
        request, "workbench/rooms/hall/appointments.html", shown | NOTHING_DONE | done,
        status=status,
    )  # fmt: skip


@page
def calls(request: Request) -> HttpResponse:
    """List what is to be told by telephone, and tick off what was."""
    require_room(request.actor, "calls.make")
    if request.method == "POST":
        told.told(row_number(request.POST.get("told", "")), by=request.actor, at=now())
        messages.success(request, _("Noted: told by telephone."))
        return redirect("workbench:calls")
    shown = {"calls": told.to_call(request.actor, now())}
    return render(request, "workbench/rooms/hall/calls.html", shown)


def _form(request: Request, where: Any, day: date, *, fresh: bool = False) -> CallerForm:  # noqa: ANN401  # a place; doors import no models
    asked = request.POST if request.method == "POST" and not fresh else request.GET
    point = asked.get("point", "") or "registration"
    times = queries.times_free(where, point, day, by=request.actor, at=now())
    books = "book" in request.POST and not fresh
    return CallerForm(request.POST if books else None, times=times, initial={"point": point})


def _done(request: Request, where: Any, day: date, form: CallerForm) -> Shown:  # noqa: ANN401  # a place; doors import no models
    """Do what was asked; return what there is to show of it, nothing where a box is wrong."""
    by, at, sent = request.actor, now(), request.POST
    if "book" in sent:
        if not form.is_valid():
            return {}
        wish = {**form.cleaned_data, "starts": time.fromisoformat(form.cleaned_data["starts"])}
        made, code = book(where.pk, wish=Wish(day=day, **wish), by=by, at=at)
        return {"booked": {"on": made.day, "starts": f"{made.starts:%H:%M}", "code": grouped(code)}}
    if "cancel" in sent:
        cancel(row_number(sent["cancel"]), by=by, at=at)
        return {"cancelled": True}
    ticket, code = check_in(row_number(sent.get("appointment", "")), by=by, at=at)
    return {"slip": slip_shown(ticket, code, where.name)}


def _row(one: Any) -> Shown:  # noqa: ANN401  # an appointment; doors import no models
    return {
        "id": one.pk,
        "starts": one.starts.strftime("%H:%M"),
        "name": queries.name_of(one),
        "phone": queries.phone_of(one),
        "point": one.get_point_display(),
        "needs": one.needs,
        "state": one.get_state_display(),
        "is_open": one.state == "booked",
    }
