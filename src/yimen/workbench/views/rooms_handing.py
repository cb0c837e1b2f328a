"""Handing a mediation on: whose mediator has left, who goes on, and whether the parties accept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import said
from yimen.people.middleware import Request
from yimen.rooms.mediation.actions.hand_on import accept_mediator, hand_on
from yimen.rooms.mediation.handing import handing
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_mediation import HandOnForm


@page
def hand(request: Request, case_id: int) -> HttpResponse:
    """Name who goes on with a case, and write down which parties accept."""
    actor, at = request.actor, now()
    seen = handing(actor, case_id, local_day(at))
    naming = request.method == "POST" and request.POST.get("do") == "name"
    form = HandOnForm(request.POST if naming else None, fit=seen.fit)
    reason, status = "", 200
    if request.method == "POST":
        status = UNFIT
        party = row_number(request.POST.get("party", ""))
        try:
            if naming and form.is_valid():
                hand_on(case_id, to=form.cleaned_data["to"], by=actor, at=at)
                status = 0
            elif party and not naming:
                to = row_number(request.POST.get("mediator", ""))
                accept_mediator(case_id, to=to, party=party, by=actor, at=at)
                status = 0
        except NotFound:
            raise
        except Refused as refusal:
            reason, status = said(refusal), CONFLICT
    if not status:
        messages.success(request, _("Done."))
        return redirect("workbench:mediation")
    shown = {"seen": seen, "form": form, "refusal": reason}
    return render(request, "workbench/rooms/mediation/hand_on.html", shown, status=status)
