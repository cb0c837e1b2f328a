"""Organs and regions, kept by the system administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, said
from yimen.people import directory
from yimen.people.actions.add_organ import add_organ
from yimen.people.actions.add_region import add_region
from yimen.people.actions.change_organ import change_organ
from yimen.people.actions.end_organ import end_organ
from yimen.people.middleware import Request
from yimen.registry.telling import role_name
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.asking import Asking
from yimen.workbench.forms.organs import EndForm, EntryForm, NewOrganForm, RegionForm


@page
def organs(request: Request) -> HttpResponse:
    """Show every organ and every region, each below the one above it."""
    return _listed(request, RegionForm())


@require_POST
@page
def new_region(request: Request) -> HttpResponse:
    """Add a region."""
    form = RegionForm(request.POST)
    if not form.is_valid():
        return _listed(request, form, status=UNFIT)
    try:
        add_region(**form.given(), by=request.actor, at=now())
    except Refused as refusal:
        return _listed(request, form, refusal=refusal)
    messages.success(request, _("Saved."))
    return redirect("workbench:organs")


@page
def new_organ(request: Request) -> HttpResponse:
    """Add an organ."""
    require(request.actor, "organs.manage")
    sent = (request.POST,) if request.method == "POST" else ()
    form = NewOrganForm(*sent, on=local_day(now()))
    if not form.is_bound:
        return _asked(request, None, form)
    if not form.is_valid():
        return _asked(request, None, form, status=UNFIT)
    try:
        made = add_organ(**form.given(), entry=form.entry(), by=request.actor, at=now())
    except Refused as refusal:
        return _asked(request, None, form, refusal=refusal)
    messages.success(request, _("Saved."))
    return redirect("workbench:organ", made.pk)


@page
def organ(request: Request, organ: int) -> HttpResponse:
    """Show one organ, or keep what it tells of itself."""
    found = directory.organ(request.actor, organ, on=local_day(now()))
    if request.method != "POST":
        return _asked(request, found, _entry_of(found))
    form = EntryForm(request.POST, found=found, on=local_day(now()))
    if not form.is_valid():
        return _asked(request, found, form, status=UNFIT)
    try:
        change_organ(organ, entry=form.entry(), by=request.actor, at=now())
    except NotFound:
        raise
    except Refused as refusal:
        return _asked(request, found, form, refusal=refusal)
    messages.success(request, _("Saved."))
    return redirect("workbench:organ", organ)


@require_POST
@page
def end(request: Request, organ: int) -> HttpResponse:
    """End an organ, and name who answers in its place."""
    today = local_day(now())
    found = directory.organ(request.actor, organ, on=today)
    own = _entry_of(found)
    form = EndForm(request.POST, organ=organ, on=today)
    if not form.is_valid():
        return _asked(request, found, own, form, status=UNFIT)
    try:
        end_organ(organ, **form.cleaned_data, by=request.actor, at=now())
    except NotFound:
        raise
    except Refused as refusal:
        return _asked(request, found, own, form, refusal=refusal)
    messages.success(request, _("Saved."))
    return redirect("workbench:organ", organ)


def _listed(
    request: Request, form: RegionForm, *, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    rows = directory.organ_tree(request.actor, on=local_day(now()))
    context = {
        "organs": [_line(node) for node in rows],
        "regions": directory.region_tree(),
        "new_url": reverse("workbench:new_organ"),
        "region_url": reverse("workbench:new_region"),
        "form": form,
        "refusal": said(refusal) if refusal else "",
    }
    return render(request, "workbench/organs.html", context, status=CONFLICT if refusal else status)


def _line(node: directory.Node) -> Shown:
    return {
        "url": reverse("workbench:organ", args=[node.id]),
        "name": node.name,
        "kind": node.kind,
        "depth": min(node.depth, 4),
        "region": node.region,
        "phone": node.phone,
        "active": node.is_living,
        "successor": node.successor,
    }


def _entry_of(found: directory.Shown) -> EntryForm:
    return EntryForm(found=found, on=local_day(now()))


def _asked(
    request: Request,
    found: directory.Shown | None,
    form: Asking,
    end_form: EndForm | None = None,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page of an organ, or of one to be."""
    context: Shown = {
        "form": form,
        "wrong_form": end_form or form,
        "action_url": reverse("workbench:new_organ"),
        "back_url": reverse("workbench:organs"),
        "refusal": said(refusal) if refusal else "",
    }
    if found:
        context |= _whole(found, end_form)
    return render(request, "workbench/organ.html", context, status=CONFLICT if refusal else status)


def _whole(found: directory.Shown, end_form: EndForm | None) -> Shown:
    lasting = found.ends_on is None
    return {
        "organ": found,
        "action_url": reverse("workbench:organ", args=[found.id]),
        "end_form": (end_form or EndForm(organ=found.id, on=local_day(now()))) if lasting else None,
        "end_url": reverse("workbench:end_organ", args=[found.id]),
        "staff": [{"name": name, "post": role_name(role)} for _id, name, role in found.holders],
    }
