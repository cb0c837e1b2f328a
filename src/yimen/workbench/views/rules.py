"""Changes to our rules: proposed, tried on the past, and published by another person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yimen.access.policy import may
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.showing import Shown, language, said
from yimen.law.change import read
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.norms import queries
from yimen.norms.actions.ask_trial import ask_trial
from yimen.norms.actions.decide_change import publish_change, refuse_change
from yimen.norms.actions.propose_change import propose_change
from yimen.people.middleware import Request
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.norms import SAMPLE, ChangeForm, RefusalForm, TrialForm
from yimen.workbench.names import CHANGE_PARTS, CHANGE_STAGES, TRIAL_STAGES
from yimen.workbench.trials import trial_shown

if TYPE_CHECKING:
    from yimen.norms.models import LawChange

RUNS = frozenset({"waiting", "running"})


@page
def changes(request: Request) -> HttpResponse:
    """Show the changes there have been, and take a new one."""
    found = queries.changes(request.actor)
    form = ChangeForm(*([request.POST] if request.method == "POST" else []))
    refusal: Refused | None = None
    if form.is_bound and form.is_valid():
        try:
            kept = propose_change(**form.cleaned_data, by=request.actor, at=now())
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Proposed. Try it on past petitions next."))
            return redirect("workbench:change", kept.pk)
    context = {
        "changes": [_listed(one) for one in found],
        "awaited": DAYS.awaited(local_day(now())),
        "sample": SAMPLE,
        "form": form if may(request.actor, "law.propose") else None,
        "refusal": said(refusal) if refusal else "",
    }
    status = CONFLICT if refusal else UNFIT if form.is_bound and form.errors else 200
    return render(request, "workbench/changes.html", context, status=status)


@page
def change(request: Request, number: int) -> HttpResponse:
    """Show one change: what it says, its trials, and who decides."""
    return _shown(request, number)


@require_POST
@page
def try_it(request: Request, number: int) -> HttpResponse:
    """Ask for a trial; a job works it out."""
    form = TrialForm(request.POST, on=local_day(now()))
    if not form.is_valid():
        return _shown(request, number, trial_form=form, status=UNFIT)
    try:
        ask_trial(number, **form.cleaned_data, by=request.actor, at=now())
    except NotFound:
        raise
    except Refused as refusal:
        return _shown(request, number, trial_form=form, refusal=refusal)
    return redirect(reverse("workbench:change", args=[number]) + "#trials")


@page
def trials(request: Request, number: int) -> HttpResponse:
    """Show how far the trials are; a piece of a page."""
    queries.change(request.actor, number)
    context = _trials(request, number)
    return render(request, "workbench/parts/trials.html", context)


@require_POST
@page
def publish(request: Request, number: int) -> HttpResponse:
    """Publish a change that another person proposed."""
    return _decided(
        request,
        number,
        lambda: publish_change(number, by=request.actor, at=now()),
        _("Published. Everything counts by it from its day on."),
    )


@require_POST
@page
def refuse(request: Request, number: int) -> HttpResponse:
    """Refuse a change that another person proposed."""
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _shown(request, number, refusal_form=form, status=UNFIT)
    return _decided(
        request,
        number,
        lambda: refuse_change(number, **form.cleaned_data, by=request.actor, at=now()),
        _("Refused. It can be proposed anew."),
        form,
    )


def _decided(
    request: Request,
    number: int,
    act: Callable[[], object],
    words: str,
    form: RefusalForm | None = None,
) -> HttpResponse:
    try:
        act()
    except NotFound:
        raise
    except Refused as refusal:
        return _shown(request, number, refusal_form=form, refusal=refusal)
    messages.success(request, words)
    return redirect("workbench:change", number)


def _listed(row: LawChange) -> Shown:
    label, tone = CHANGE_STAGES[row.stage]
    return {
        "url": reverse("workbench:change", args=[row.pk]),
        "number": row.pk,
        "title": row.title if language().startswith("zh") else row.title_en,
        "starts_on": row.starts_on,
        "proposed_by": row.proposed_by.name,
        "proposed_at": row.proposed_at,
        "decided_by": row.decided_by.name if row.decided_by else "",
        "decided_at": row.decided_at,
        "answer": row.answer,
        "reason": row.reason,
        "text": row.text,
        "is_open": row.stage == "proposed",
        "state": {"label": label, "tone": tone},
    }


def _shown(
    request: Request,
    number: int,
    *,
    trial_form: TrialForm | None = None,
    refusal_form: RefusalForm | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    row = queries.change(request.actor, number)
    today = local_day(now())
    decides = may(request.actor, "law.publish") and row.proposed_by_id != request.actor.id
    context = {
        "change": _listed(row),
        "changed": _parts(row.text),
        "trial_form": trial_form or TrialForm(on=today),
        "try_url": reverse("workbench:try_change", args=[number]),
        "refusal_form": refusal_form or RefusalForm(),
        "wrong_form": refusal_form or trial_form,
        "decides": decides and row.stage == "proposed",
        "waits_for_another": not decides and row.stage == "proposed",
        "publish_url": reverse("workbench:publish_change", args=[number]),
        "refuse_url": reverse("workbench:refuse_change", args=[number]),
        "refusal": said(refusal) if refusal else "",
        **_trials(request, number),
    }
    return render(request, "workbench/change.html", context, status=CONFLICT if refusal else status)


def _trials(request: Request, number: int) -> Shown:
    rows = queries.trials(request.actor, number)
    return {
        "trials": [trial_shown(row, TRIAL_STAGES[row.stage]) for row in rows],
        "trials_url": reverse("workbench:trials", args=[number])
        if any(row.stage in RUNS for row in rows)
        else "",
    }


def _parts(text: str) -> list[str]:
    """Name what the change changes; one that can no longer be read names nothing."""
    try:
        return [str(CHANGE_PARTS[part]) for part in read(text, LIMITS, DAYS).parts]
    except Refused:
        return []
