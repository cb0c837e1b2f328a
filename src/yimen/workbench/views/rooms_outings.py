"""What is done outside the house, the poster of all ways, and the service counters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yimen.access.policy import may, require
from yimen.access.rooms import require_room
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, said
from yimen.documents.poster import SIZES, draw_poster
from yimen.people.middleware import Request
from yimen.rooms.hall import outreach
from yimen.rooms.hall.actions.go_out import Trip, go_out, note_people, stay_in
from yimen.rooms.hall.actions.set_channels import set_channels
from yimen.workbench.counting import ROOMS, UNITS, Counter, counters
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_outings import ChannelsForm, OutingForm, PeopleForm, PeriodForm


@page
def outings(request: Request) -> HttpResponse:
    """Show what was done outside the house; plan it, and note how many came."""
    require_room(request.actor, "outings.see")
    form = OutingForm(request.POST if "plan" in request.POST else None)
    reason, status = "", 200
    if request.method == "POST":
        status = UNFIT
        try:
            if _done(request, form):
                messages.success(request, _("Saved."))
                return redirect("workbench:outings")
        except NotFound:
            raise
        except Refused as refusal:
            reason, status = said(refusal), CONFLICT
    shown = {
        "outings": [_outing(one) for one in outreach.outings(request.actor)],
        "form": form,
        "can_go": may(request.actor, "outings.go"),
        "sizes": SIZES,
        "refusal": reason,
    }
    return render(request, "workbench/rooms/hall/outings.html", shown, status=status)


@page
def poster(request: Request, size: str) -> HttpResponse:
    """Draw the poster of all ways, as they are entered now."""
    require_room(request.actor, "posters.print")
    if size not in SIZES:
        raise NotFound
    drawn = draw_poster(outreach.poster(), size=size, on=local_day(now()))
    return pdf(drawn, f"poster-{size}.pdf")


@page
def channels(request: Request) -> HttpResponse:
    """Keep the ways that the posters show."""
    require(request.actor, "organs.manage")
    known: dict[str, Any] = {
        f"{name}_{place}": getattr(one, name)
        for place, one in enumerate(outreach.channels())
        for name in ("level", "name", "url", "words")
    }
    form = ChannelsForm(request.POST or None, initial=known)
    reason = ""
    if request.method == "POST" and form.is_valid():
        try:
            set_channels(form.ways(), by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            reason = said(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("workbench:channels")
    status = 200 if request.method != "POST" else CONFLICT if reason else UNFIT
    shown = {"form": form, "refusal": reason, "sizes": SIZES}
    return render(request, "workbench/rooms/hall/channels.html", shown, status=status)


@page
def counted(request: Request) -> HttpResponse:
    """Show what the hall and the rooms did in a period."""
    require_room(request.actor, "rooms.count")
    today = local_day(now())
    first = today.replace(month=1, day=1)
    form = PeriodForm(request.GET or None, initial={"first": first, "last": today})
    reason, last, rows = "", today, []
    if request.GET and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    try:
        rows = counters(request.actor, first, last, today=today)
    except NotFound:
        raise
    except Refused as refusal:
        reason = said(refusal)
    shown = {
        "form": form,
        "rooms": [
            {"name": name, "rows": [_counter(one) for one in rows if one.room == room]}
            for room, name in ROOMS.items()
        ],
        "first": first,
        "last": last,
        "refusal": reason,
    }
    return render(request, "workbench/counters.html", shown, status=CONFLICT if reason else 200)


def pdf(data: bytes, name: str) -> HttpResponse:
    """Let the browser show a paper of our own making."""
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_exempt = True  # type: ignore[attr-defined]  # noqa: SLF001 - as csp's own decorator
    return response


def _done(request: Request, form: OutingForm) -> bool:
    """Do what was asked; false where a form has to be filled in better."""
    if "plan" in request.POST:
        if not form.is_valid():
            return False
        go_out(Trip(**form.cleaned_data), by=request.actor)
        return True
    if "stay" in request.POST:
        stay_in(row_number(request.POST["stay"]), by=request.actor)
        return True
    people = PeopleForm(request.POST)
    if not people.is_valid():
        return False
    told = people.cleaned_data
    note_people(told["outing"], people=told["people"], by=request.actor, at=now())
    return True


def _outing(one: Any) -> Shown:  # noqa: ANN401  # an outing; doors import no models
    return {
        "id": one.pk,
        "kind": one.get_kind_display(),
        "ground": one.get_ground_display(),
        "title": one.title,
        "place": one.place,
        "starts_at": one.starts_at,
        "people": one.people,
        "has_begun": one.starts_at <= now(),
    }


def _counter(one: Counter) -> Shown:
    most = max(one.days.values(), default=1)
    return {
        "label": one.label,
        "unit": UNITS[one.unit] % (one.total or 0),
        "units": UNITS[one.unit] % 0,
        "total": one.total,
        "is_kept_small": one.is_kept_small,
        "days": [
            {"on": on, "n": n, "share": max(1, round(10 * n / max(1, most)))}
            for on, n in one.days.items()
        ],
    }
