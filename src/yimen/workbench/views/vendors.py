"""Contractors to whom work is entrusted, and the posts that end: kept with the accounts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, due, said
from yimen.people import vendors as queries
from yimen.people.actions.set_vendor import Contract, set_vendor
from yimen.people.middleware import Request
from yimen.registry.telling import role_name
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.vendors import VendorForm


@page
def every_vendor(request: Request) -> HttpResponse:
    """Show the contracts and every post with an end, the soonest first."""
    today = local_day(now())
    shown = {
        "vendors": [_vendor(one, today) for one in queries.vendors(request.actor)],
        "ending": [_ending(one, today) for one in queries.ending(request.actor, today)],
    }
    return render(request, "workbench/vendors.html", shown)


@page
def one_vendor(request: Request, vendor: int = 0) -> HttpResponse:
    """Enter a contractor, or change what is entrusted and until when."""
    actor, today = request.actor, local_day(now())
    posts = [_ending(one, today) for one in queries.ending(actor, today, of=vendor)]
    found = queries.vendor(actor, vendor) if vendor else None
    form = VendorForm(request.POST if request.method == "POST" else None, initial=_known(found))
    reason, status = "", 200
    if request.method == "POST":
        status = UNFIT
        if form.is_valid():
            contract = Contract(**form.cleaned_data)
            try:
                set_vendor(contract=contract, vendor=vendor, by=actor, at=now())
            except NotFound:
                raise
            except Refused as refusal:
                reason, status = said(refusal), CONFLICT
            else:
                messages.success(request, _("Saved."))
                return redirect("workbench:vendors")
    shown = {
        "name": found.name if found else "",
        "form": form,
        "refusal": reason,
        "posts": posts if found else [],
    }
    return render(request, "workbench/vendor.html", shown, status=status)


def _vendor(one: Any, today: date) -> Shown:  # noqa: ANN401  # a contractor; doors import no models
    return {
        "url": reverse("workbench:vendor", args=[one.pk]),
        "name": one.name,
        "service": one.service,
        "is_over": one.ends_on <= today,
        "ends_on": one.ends_on,
        "due": due(one.ends_on, today) if one.ends_on > today else None,
    }


def _ending(one: queries.Ending, today: date) -> Shown:
    return {
        "url": reverse("workbench:person", args=[one.staff]),
        "name": one.name,
        "title": role_name(one.role),
        "organ": one.organ,
        "vendor": one.vendor,
        "due": due(one.ends_on, today),
    }


def _known(found: Any) -> dict[str, Any] | None:  # noqa: ANN401  # as above
    if found is None:
        return None
    return {name: getattr(found, name) for name in ("name", "service", "starts_on", "ends_on")}
