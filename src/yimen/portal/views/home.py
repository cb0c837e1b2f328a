"""The front page, the help, and how large the text is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from yimen.base.time import local_day, now
from yimen.law.limits import LIMITS
from yimen.people.middleware import Request
from yimen.portal.pages import door, frame, page

LIMITS_SHOWN = (
    "dispatch", "acceptance_notice", "handling", "extension", "review_request", "rating",
)  # fmt: skip
SIZES = ("normal", "large")
_A_YEAR = 365 * 24 * 60 * 60


@require_safe
@door
def home(request: Request) -> HttpResponseBase:
    """Say what can be done here, and what happens next, in days."""
    return _telling_days(request, "portal/home.html", "home")


@require_safe
@door
def help_page(request: Request) -> HttpResponseBase:
    """Say how to reach us, what rights one has, what belongs elsewhere."""
    return _telling_days(request, "portal/help.html", "help")


@require_safe
def look(request: HttpRequest) -> HttpResponseBase:
    """Remember, in this browser, how large the text shall be, and go back."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = reverse("portal:home")
    response = HttpResponseRedirect(back)
    size = request.GET.get("text", "")
    if size in SIZES:
        response.set_cookie(
            "text_size",
            size,
            max_age=_A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def _telling_days(request: Request, template: str, place: str) -> HttpResponse:
    today = local_day(now())
    days = {name: LIMITS.on(name, today).days for name in LIMITS_SHOWN}
    around = frame()
    bureau = around["bureau"]
    profile = bureau.profile if bureau else ""
    promised = LIMITS.profile(profile) if profile else ()
    local = {limit.beside: limit.days for limit in promised if limit.days != days.get(limit.beside)}
    return page(request, template, {**around, "days": days, "local": local}, place=place)
