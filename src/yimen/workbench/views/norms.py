"""The norm library, kept by the system administrator."""

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
from yimen.norms import queries
from yimen.norms.actions.add_norm import add_norm
from yimen.norms.actions.add_version import add_version
from yimen.norms.actions.supersede import supersede
from yimen.people.middleware import Request
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.asking import Asking
from yimen.workbench.forms.norms import EndNormForm, NewNormForm, VersionForm
from yimen.workbench.names import NORM_STANDINGS


@page
def library(request: Request) -> HttpResponse:
    """Show every instrument with the version that counts."""
    require(request.actor, "norms.manage")
    kinds = dict(queries.kinds())
    found = queries.library(request.GET.get("q", "").strip(), on=local_day(now()))
    context = {
        "asked": request.GET.get("q", "").strip(),
        "norms": [
            {
                "url": reverse("workbench:norm", args=[one.slug]),
                "title": one.title,
                "kind": kinds[one.kind],
                "version": one.now,
                "state": _state(one.now.standing),
            }
            for one in found
        ],
        "new_url": reverse("workbench:new_norm"),
    }
    return render(request, "workbench/norms.html", context)


@page
def new_norm(request: Request) -> HttpResponse:
    """Add an instrument with its first version."""
    require(request.actor, "norms.manage")
    form = NewNormForm(*([request.POST] if request.method == "POST" else []))
    if not form.is_bound:
        return _asked(request, None, form)
    if not form.is_valid():
        return _asked(request, None, form, status=UNFIT)
    try:
        added = add_norm(**form.given(), by=request.actor, at=now())
    except Refused as refusal:
        return _asked(request, None, form, refusal=refusal)
    messages.success(request, _("Saved."))
    return redirect("workbench:norm", added.norm.slug)


@page
def norm(request: Request, slug: str) -> HttpResponse:
    """Show an instrument; add a version to it."""
    require(request.actor, "norms.manage")
    found = queries.norm(slug, on=local_day(now()))
    form = VersionForm(*([request.POST] if request.method == "POST" else []))
    if not form.is_bound:
        return _asked(request, found, form)
    if not form.is_valid():
        return _asked(request, found, form, status=UNFIT)
    try:
        add_version(found.id, **form.given(), by=request.actor, at=now())
    except NotFound:
        raise
    except Refused as refusal:
        return _asked(request, found, form, refusal=refusal)
    messages.success(request, _("Saved."))
    return redirect("workbench:norm", slug)


@require_POST
@page
def end(request: Request, version: int) -> HttpResponse:
    """End a version, or say what took its place."""
    require(request.actor, "norms.manage")
    found = queries.norm(request.POST.get("slug", ""), on=local_day(now()))
    form = EndNormForm(request.POST, others=queries.norms_to_choose(request.actor))
    if not form.is_valid():
        return _asked(request, found, VersionForm(), form, status=UNFIT)
    try:
        supersede(
            version,
            on=form.cleaned_data["on"],
            norm=form.cleaned_data["norm"] or 0,
            by=request.actor,
            at=now(),
        )
    except NotFound:
        raise
    except Refused as refusal:
        return _asked(request, found, VersionForm(), form, refusal=refusal)
    messages.success(request, _("Saved."))
    return redirect("workbench:norm", found.slug)


def _state(standing: str) -> Shown:
    label, tone = NORM_STANDINGS[standing]
    return {"label": label, "tone": tone}


def _asked(
    request: Request,
    found: queries.NormShown | None,
    form: Asking,
    end_form: EndNormForm | None = None,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page of an instrument, or of one to be."""
    context: Shown = {
        "form": form,
        "wrong_form": end_form or form,
        "action_url": request.path if end_form is None else "",
        "back_url": reverse("workbench:norms"),
        "refusal": said(refusal) if refusal else "",
        "norm": found,
        "versions": [],
    }
    if found:
        lasting = next((one for one in found.versions if one.ends_on is None), None)
        others = [one for one in queries.norms_to_choose(request.actor) if one[0] != found.id]
        context |= {
            "action_url": reverse("workbench:norm", args=[found.slug]),
            "kind": dict(queries.kinds())[found.kind],
            "versions": [{"version": one, "state": _state(one.standing)} for one in found.versions],
            "public_url": reverse("portal:norm", args=[found.slug]),
            "end_form": (end_form or EndNormForm(others=others)) if lasting else None,
            "end_url": reverse("workbench:end_norm", args=[lasting.id]) if lasting else "",
        }
    return render(request, "workbench/norm.html", context, status=CONFLICT if refusal else status)
