"""What every page of the staff's door does alike: who asks, what is not found, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from yimen.base.errors import NotFound, Refused
from yimen.casework.showing import said
from yimen.people.middleware import Request

Asked = ParamSpec("Asked")
View = Callable[Concatenate[Request, Asked], HttpResponseBase]

CONFLICT, UNFIT = 409, 422


def page(view: View[Asked]) -> View[Asked]:
    """Answer "not found" for what is not theirs, and a page with the reason for what is refused."""

    @wraps(view)
    def answered(
        request: Request, /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except NotFound as missing:
            raise Http404 from missing
        except Refused as refusal:
            response = refused(request, refusal)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return answered


def refused(request: Request, refusal: Refused, *, back_url: str = "") -> HttpResponse:
    """Show a page that says why something could not be done."""
    context = {"refusal": said(refusal), "back_url": back_url}
    return render(request, "workbench/refused.html", context, status=CONFLICT)
