"""The meeting rooms in which joint sessions are held, kept by the system administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.base.time import now
from yimen.casework.showing import said
from yimen.people.middleware import Request
from yimen.rooms.joint import queries
from yimen.rooms.joint.actions.set_room import set_room
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_meeting import RoomForm


@page
def every_room(request: Request) -> HttpResponse:
    """Show every meeting room."""
    require(request.actor, "organs.manage")
    shown = {"rooms": queries.every_room()}
    return render(request, "workbench/rooms/joint/every_room.html", shown)


@page
def one_room(request: Request, room_id: int = 0) -> HttpResponse:
    """Add a room, change one, or close it."""
    require(request.actor, "organs.manage")
    found = queries.a_room(room_id) if room_id else None
    known = {
        "name": found.name, "organ": found.organ_id, "address": found.address,
        "seats": found.seats, "is_open": found.is_open,
    } if found else None  # fmt: skip
    form = RoomForm(request.POST if request.method == "POST" else None, initial=known)
    reason, status = "", 200
    if request.method == "POST":
        status = UNFIT
        try:
            if form.is_valid():
                set_room(entry=form.entry(), room=room_id, by=request.actor, at=now())
                messages.success(request, _("Saved."))
                return redirect("workbench:joint_rooms")
        except NotFound:
            raise
        except Refused as refusal:
            reason, status = said(refusal), CONFLICT
    shown = {"form": form, "refusal": reason, "name": found.name if found else ""}
    return render(request, "workbench/rooms/joint/one_room.html", shown, status=status)
