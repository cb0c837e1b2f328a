"""The reception places, kept by the system administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import said
from yimen.people.middleware import Request
from yimen.rooms.hall import queries
from yimen.rooms.hall.actions.set_closure import set_closure
from yimen.rooms.hall.actions.set_place import set_place
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_places import ClosureForm, PlaceForm


@page
def every_place(request: Request) -> HttpResponse:
    """Show every reception place."""
    require(request.actor, "organs.manage")
    rows = [
        {"id": one.pk, "name": one.name, "kind": one.get_kind_display(),
         "organ": one.organ.name, "address": one.address, "is_open": one.is_open}
        for one in queries.every_place()
    ]  # fmt: skip
    return render(request, "workbench/rooms/hall/every_place.html", {"places": rows})


@page
def one_place(request: Request, place_id: int = 0) -> HttpResponse:
    """Add a place, or change one; say on which days it is closed or keeps other hours."""
    require(request.actor, "organs.manage")
    found = queries.a_place(place_id) if place_id else None
    is_closure = "closure" in request.POST
    posted = request.POST if request.method == "POST" else None
    form = PlaceForm(None if is_closure else posted, initial=_known(found) if found else None)
    closing = ClosureForm(posted if is_closure else None)
    reason, status = "", 200
    if posted is not None:
        status = UNFIT
        try:
            if is_closure and found:
                if number := row_number(request.POST.get("remove", "")):
                    set_closure(found.pk, remove=number, by=request.actor, at=now())
                    return redirect("workbench:hall_set", found.pk)
                if closing.is_valid():
                    set_closure(found.pk, **closing.cleaned_data, by=request.actor, at=now())
                    messages.success(request, _("Saved."))
                    return redirect("workbench:hall_set", found.pk)
            elif form.is_valid():
                made = set_place(entry=form.entry(), place=place_id, by=request.actor, at=now())
                messages.success(request, _("Saved."))
                return redirect("workbench:hall_set", made.pk)
        except NotFound:
            raise
        except Refused as refusal:
            reason, status = said(refusal), CONFLICT
    shown = {
        "form": form,
        "closing": closing,
        "refusal": reason,
        "wrong": closing if is_closure else form,
        "name": found.name if found else "",
        "closures": queries.closures_of(found.pk, local_day(now())) if found else (),
    }
    return render(request, "workbench/rooms/hall/one_place.html", shown, status=status)


def _known(found: Any) -> dict[str, Any]:  # noqa: ANN401  # a place; doors import no models
    """Return what is known of a place as its form asks for it."""
    known: dict[str, Any] = {
        "name": found.name, "kind": found.kind, "organ": found.organ_id,
        "address": found.address, "phone": found.phone, "capacity": found.capacity,
        "slot_minutes": found.slot_minutes, "per_slot": found.per_slot, "is_open": found.is_open,
    }  # fmt: skip
    for day, opens, closes in queries.hours_of(found.pk):
        before = known.get(f"day_{day}", "")
        known[f"day_{day}"] = f"{before} {opens:%H:%M}-{closes:%H:%M}".strip()
    for place, (name, point) in enumerate(queries.windows_of(found.pk)):
        known[f"window_{place}"], known[f"point_{place}"] = name, point
    return known
