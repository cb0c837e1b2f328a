"""Handing over everything that somebody holds, when they move to another post."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.access.actor import Role
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.queries.holding import Held, held_in, takers
from yimen.casework.showing import Shown, due, said
from yimen.people.middleware import Request
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.leaving import HandOverAllForm
from yimen.workbench.presenting import in_words, matter_url, state


@page
def hand_over_all(request: Request) -> HttpResponse:
    """Show who holds what, and hand all of one person's matters over: all of them, or none."""
    if request.actor.role is not Role.HEAD:
        raise NotFound
    today = local_day(now())
    held, others = held_in(request.actor, today), takers(request.actor, today)
    form = HandOverAllForm(request.POST or None, held=held, takers=others)
    if request.method != "POST":
        return _shown(request, held, form)
    if not form.is_valid():
        return _shown(request, held, form, status=UNFIT)
    leaving = next(one for one in held if one.staff == form.cleaned_data["leaving"])
    try:
        _handed_over(request, leaving, form.cleaned_data["to"])
    except NotFound:
        raise
    except Refused as refusal:
        return _shown(request, held, form, reason=said(refusal), status=CONFLICT)
    n = len(leaving.movable)
    messages.success(
        request,
        ngettext(
            "{n} matter was handed over. No limit has changed.",
            "{n} matters were handed over. No limit has changed.",
            n,
        ).format(n=n),
    )
    return redirect("workbench:hand_over_all")


def _handed_over(request: Request, leaving: Held, to: int) -> None:
    at = now()
    with transaction.atomic():
        for demand in leaving.movable:
            hand_over(demand.pk, to=to, by=request.actor, at=at)


def _shown(
    request: Request,
    held: list[Held],
    form: HandOverAllForm,
    *,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"held": [_held(one) for one in held], "form": form, "refusal": reason}
    return render(request, "workbench/hand_over_all.html", context, status=status)


def _held(one: Held) -> Shown:
    today = local_day(now())
    n = len(one.movable)
    return {
        "name": one.name,
        "has_left": one.has_left,
        "count": ngettext("{n} matter", "{n} matters", n).format(n=n),
        "stays": len(one.stays),
        "rows": [
            {
                "url": matter_url(demand.petition_id),
                "number": demand.petition.number,
                "title": in_words(
                    demand.petition.title if demand.position == 1 else demand.request
                ),
                "state": state(demand.state),
                "due": due(demand.due_on, today) if demand.due_on else None,
                "note": "" if demand in one.movable else _("stays until the opinion is through"),
            }
            for demand in (*one.movable, *one.stays)
        ],
    }
