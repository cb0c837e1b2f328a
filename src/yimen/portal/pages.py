"""What every page of this door has in common: its frame, its refusals, who may open it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.showing import said
from yimen.people.middleware import Request, change_actor
from yimen.people.queries import offices
from yimen.people.visitors import CodeAskedAgain, petitioner

Shown = dict[str, Any]
#: What else an address names: a letter, an opinion, an organ.
Where = ParamSpec("Where")
#: It was understood, but not done; browsers show the page all the same.
NOT_DONE = 422


def page(
    request: HttpRequest, template: str, context: Shown, *, place: str = "", status: int = 200
) -> HttpResponse:
    """Render a page in the frame of this door; browsers keep no copy of it."""
    around = context if "district" in context else frame()
    return part(request, template, {**around, "place": place, **context}, status=status)


def part(request: HttpRequest, template: str, context: Shown, *, status: int = 200) -> HttpResponse:
    """Render a part of a page, without its frame."""
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def frame() -> Shown:
    """Return the district, its hall and its telephone, as far as they are known."""
    found = offices(local_day(now()))
    bureau = next((office for office in found if office.is_bureau), None)
    if bureau is None:
        return {"district": "", "hall": None, "phone": None, "others": found, "bureau": None}
    return {
        "district": bureau.region.name,
        "hall": bureau if bureau.address else None,
        "phone": {"number": bureau.phone, "hours": bureau.hours} if bureau.phone else None,
        "post": {"address": f"{bureau.address} {bureau.name}"} if bureau.address else None,
        "others": [office for office in found if office != bureau],
        "bureau": bureau,
    }


def door(
    view: Callable[Concatenate[Request, Where], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Turn refusals into pages: what is not theirs or not there is a page not found."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Where.args, **where: Where.kwargs) -> HttpResponseBase:
        return _answer(request, lambda: view(as_ours(request), *args, **where))

    return opened


def matter(
    view: Callable[Concatenate[Request, Actor, str, Where], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Open one petition to a browser in which its query code was given; ask for it otherwise."""

    @wraps(view)
    def opened(
        request: HttpRequest, key: str, *args: Where.args, **where: Where.kwargs
    ) -> HttpResponseBase:
        try:
            who = petitioner(request.session, key)
        except CodeAskedAgain as refusal:
            messages.info(request, said(refusal))
            return redirect(f"{reverse('portal:track')}?{urlencode({'number': key})}")
        change_actor(as_ours(request), who)
        back = reverse("portal:matter", args=[key])
        return _answer(request, lambda: view(as_ours(request), who, key, *args, **where), back)

    return opened


def as_ours(request: HttpRequest) -> Request:
    """Return the request as one of which we know who asks."""
    return request  # type: ignore[return-value]  # the middleware has said so


def _answer(
    request: HttpRequest, view: Callable[[], HttpResponseBase], back: str = ""
) -> HttpResponseBase:
    try:
        return view()
    except NotFound:
        raise Http404 from None
    except Refused as refusal:
        shown = {"refusal": said(refusal), "back_url": back}
        return page(request, "portal/refused.html", shown, status=NOT_DONE)
