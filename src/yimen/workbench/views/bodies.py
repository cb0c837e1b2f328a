"""Where other lawful ways begin in each region, kept by the system administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.base.time import now
from yimen.casework.showing import Shown, language, said
from yimen.people.actions.keep_body import keep_body
from yimen.people.bodies import Slot, slots_of
from yimen.people.directory import region_tree
from yimen.people.middleware import Request
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.bodies import BodyForm

#: Communities have no doors of their own; who knows better adds one by the region's address.
COMMUNITIES = 2


@page
def bodies(request: Request, region: int = 0) -> HttpResponse:
    """Show every kind of body of a region, those without an address first."""
    require(request.actor, "organs.manage")
    regions = region_tree()
    here = next((node for node in regions if node.id == region or not region), None)
    if here is None and region:
        raise NotFound
    slots = slots_of(here.id) if here else []
    context: Shown = {
        "regions": [
            {
                "url": reverse("workbench:bodies_of", args=[node.id]),
                "name": node.name,
                "depth": node.depth,
                "current": here is not None and node.id == here.id,
            }
            for node in regions
            if node.depth < COMMUNITIES or (here and node.id == here.id)
        ],
        "region": here.name if here else "",
        "is_inner": bool(here and here.depth),
        "slots": [_slot(slot) for slot in sorted(slots, key=lambda one: one.body is not None)],
        "missing": sum(slot.body is None for slot in slots),
        "organs_url": reverse("workbench:organs"),
    }
    return render(request, "workbench/bodies.html", context)


@page
def body(request: Request, region: int, kind: str) -> HttpResponse:
    """Enter or change one door."""
    require(request.actor, "organs.manage")
    slot = next((one for one in slots_of(region) if one.kind == kind), None)
    where = next((node for node in region_tree() if node.id == region), None)
    if slot is None or where is None:
        raise NotFound
    form = BodyForm(request.POST if request.method == "POST" else None, initial=_entered(slot))
    refusal, status = "", 200
    if request.method == "POST":
        status = UNFIT
        if form.is_valid():
            try:
                keep_body(region=region, kind=kind, **form.cleaned_data, by=request.actor, at=now())
            except Refused as refused:
                refusal, status = said(refused), CONFLICT
            else:
                messages.success(request, _("Saved."))
                return redirect("workbench:bodies_of", region)
    context = {
        "title": slot.title.say(language()),
        "region": where.name,
        "form": form,
        "refusal": refusal,
        "back_url": reverse("workbench:bodies_of", args=[region]),
        "action_url": request.path,
    }
    return render(request, "workbench/body.html", context, status=status)


def _slot(slot: Slot) -> Shown:
    found = slot.body
    return {
        "url": reverse("workbench:body", args=[slot.region, slot.kind]),
        "title": slot.title.say(language()),
        "name": found.name if found else "",
        "address": found.address if found else "",
        "phone": found.phone if found else "",
    }


def _entered(slot: Slot) -> dict[str, str]:
    found = slot.body
    if found is None:
        return {"name": slot.title.zh.partition("（")[0]}
    return {
        "name": found.name,
        "address": found.address,
        "phone": found.phone,
        "hours": found.hours,
    }
