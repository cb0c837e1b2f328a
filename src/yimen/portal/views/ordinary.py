"""Asking for the ordinary procedure: a right at any time, and what it means is said first."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yimen.access.actor import Actor
from yimen.base.time import now
from yimen.casework.actions.convert_to_ordinary import convert_to_ordinary
from yimen.casework.showing import Shown
from yimen.people.middleware import Request
from yimen.portal.ordinary import OrdinaryForm, convertible
from yimen.portal.pages import matter
from yimen.portal.presenting import Looked
from yimen.portal.stepping import look, moved_on, sent, step


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def ordinary(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Say what it means; convert what she chooses."""
    looked = look(who, key)
    found = convertible(looked.file)
    if not found:
        return moved_on(request, looked)
    form = OrdinaryForm(*sent(request)[:1], found=found)

    def convert() -> str:
        given = form.cleaned_data
        convert_to_ordinary(
            given["demand"], because="asked", reason=given["reason"], by=who, at=now()
        )
        return gettext("It is handled in the ordinary procedure now. A notice follows.")

    return step(request, looked, _shown(looked), convert, form)


def _shown(looked: Looked) -> Shown:
    return {
        "title": gettext("Ask for the ordinary procedure"),
        "text": gettext(
            "A simple matter is answered in short and soon. The ordinary procedure takes longer:"
            " you are heard, the facts are looked into, and you get a full written answer."
        ),
        "points": [
            gettext("You need not say why, and nobody may talk you out of it."),
            gettext("The limit counts from the day on which it was taken up, not from today."),
            gettext("What was promised or done for you already stays."),
        ],
        "action_url": looked.url("ordinary"),
        "label": gettext("Ask for the ordinary procedure"),
    }
