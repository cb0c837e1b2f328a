"""The mediation committees and their rosters, kept by the system administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import now
from yimen.casework.showing import said
from yimen.people.middleware import Request
from yimen.rooms.mediation import queries
from yimen.rooms.mediation.actions.set_committee import set_committee
from yimen.rooms.mediation.actions.set_mediator import set_mediator
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.rooms_committees import CommitteeForm, MediatorForm


@page
def every_committee(request: Request) -> HttpResponse:
    """Show every committee."""
    require(request.actor, "organs.manage")
    rows = [
        {"id": one.pk, "name": one.name, "organ": one.organ.name, "address": one.address,
         "is_active": one.is_active}
        for one in queries.every_committee()
    ]  # fmt: skip
    shown = {"committees": rows}
    return render(request, "workbench/rooms/mediation/every_committee.html", shown)


@page
def one_committee(request: Request, committee_id: int = 0) -> HttpResponse:
    """Add a committee, or change one; keep its roster."""
    require(request.actor, "organs.manage")
    found = queries.a_committee(committee_id) if committee_id else None
    posted = request.POST if request.method == "POST" else None
    of_roster = bool(found) and posted is not None and "roster" in posted
    form = CommitteeForm(None if of_roster else posted, initial=_known(found) if found else None)
    listing = MediatorForm(posted if of_roster else None, organ=found.organ_id) if found else None
    reason, status = "", 200
    if posted is not None:
        status = UNFIT
        try:
            made = _keep(request, committee_id, form, listing if of_roster else None)
        except NotFound:
            raise
        except Refused as refusal:
            reason, status = said(refusal), CONFLICT
        else:
            if made:
                messages.success(request, _("Saved."))
                return redirect("workbench:committee_set", made)
    shown = {
        "form": form,
        "listing": listing,
        "refusal": reason,
        "wrong": listing if of_roster else form,
        "name": found.name if found else "",
        "roster": queries.whole_roster(found.pk) if found else (),
    }
    return render(request, "workbench/rooms/mediation/one_committee.html", shown, status=status)


def _keep(
    request: Request, committee: int, form: CommitteeForm, listing: MediatorForm | None
) -> int:
    """Do what was sent; return the committee, or nothing where the form is not right yet."""
    by, at = request.actor, now()
    if off := row_number(request.POST.get("off", "")):
        gone = next((one for one in queries.whole_roster(committee) if one.pk == off), None)
        if gone is None:
            raise NotFound
        set_mediator(
            committee, staff=gone.staff_id, fields=gone.fields, languages=gone.languages,
            is_active=False, by=by, at=at,
        )  # fmt: skip
        return committee
    if listing is not None:
        if not listing.is_valid():
            return 0
        told = listing.cleaned_data
        set_mediator(
            committee, staff=told["staff"], fields=told["fields_known"],
            languages=told["languages"], by=by, at=at,
        )  # fmt: skip
        return committee
    if not form.is_valid():
        return 0
    return set_committee(entry=form.entry(), committee=committee, by=by, at=at).pk


def _known(found: Any) -> dict[str, Any]:  # noqa: ANN401  # a committee; doors import no models
    """Return what is known of a committee as its form asks for it."""
    return {
        "name": found.name, "mark": found.mark, "organ": found.organ_id,
        "address": found.address, "phone": found.phone, "is_active": found.is_active,
    }  # fmt: skip
