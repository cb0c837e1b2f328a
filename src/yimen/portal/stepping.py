"""A step on one's own matter: what it means is said first, then it is asked, and done once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.queries.mine import MyDemand, my_file
from yimen.casework.showing import Shown, said
from yimen.people.middleware import Request
from yimen.portal.forms import Asked
from yimen.portal.pages import NOT_DONE, page
from yimen.portal.presenting import Looked


def look(who: Actor, key: str) -> Looked:
    """Return one's own matter as it stands now."""
    at = now()
    return Looked(file=my_file(who, at=at, on=local_day(at)), key=key, today=local_day(at))


def demand_of(looked: Looked, demand: int) -> MyDemand:
    """Return a demand of this matter.

    Raises:
        NotFound: it is none of it.
    """
    found = next((one for one in looked.file.demands if one.demand.pk == demand), None)
    if found is None:
        raise NotFound
    return found


def moved_on(request: Request, looked: Looked) -> HttpResponseBase:
    """Lead back to the matter, and say that the step cannot be done there, now or any more."""
    messages.info(
        request,
        gettext("That is done already, or cannot be done now. Here is where your matter stands."),
    )
    return redirect(looked.url("matter"))


def sent(request: Request) -> tuple[Any, ...]:
    """Return what was sent, as a form takes it; nothing where the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def step(
    request: Request,
    looked: Looked,
    shown: Shown,
    do: Callable[[], str | HttpResponseBase],
    form: Asked | None = None,
) -> HttpResponseBase:
    """Show a step, or do it; what was typed stays where it cannot be done.

    What does it says that it was done, or leads to a page of its own.
    """
    shown = {"form": form or (), "back_url": looked.url("matter"), **shown}
    if request.method != "POST":
        return page(request, "portal/step.html", shown, place="track")
    if form is None or form.is_valid():
        try:
            done = do()
        except NotFound:
            raise
        except Refused as refused:
            shown["refusal"] = said(refused)
        else:
            if not isinstance(done, str):
                return done
            messages.success(request, done)
            return redirect(looked.url("matter"))
    if request.FILES:
        messages.warning(request, gettext("Choose the file again: a browser does not keep it."))
    return page(request, "portal/step.html", shown, place="track", status=NOT_DONE)
