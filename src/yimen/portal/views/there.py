"""Telling what they said on another lawful way: taken up there, or to be taken up here again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yimen.access.actor import Actor
from yimen.base.time import now
from yimen.casework.actions.accepted_there import accepted_there
from yimen.casework.actions.come_back import come_back
from yimen.casework.showing import Shown
from yimen.people.middleware import Request
from yimen.portal.elsewhere import TAKEN_UP, ThereForm, waiting
from yimen.portal.pages import matter
from yimen.portal.presenting import Looked
from yimen.portal.stepping import look, moved_on, sent, step


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def there(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Ask what they said there; close it here, or take it up again."""
    looked = look(who, key)
    found = waiting(looked.file)
    if not found:
        return moved_on(request, looked)
    form = ThereForm(*sent(request)[:1], found=found)
    return step(request, looked, _shown(looked), lambda: _told(form.cleaned_data, who), form)


def _told(given: dict[str, Any], who: Actor) -> str:
    demand, words = given["demand"], given["words"]
    if given["answer"] == TAKEN_UP:
        number = given["number_there"]
        accepted_there(demand, words=words, number_there=number, by=who, at=now())
        return gettext("Thank you. Its answer comes from there; here it is closed.")
    come_back(demand, reason=words, by=who, at=now())
    return gettext("It goes on here. Your first date stands, and a letter says what comes next.")


def _shown(looked: Looked) -> Shown:
    return {
        "title": gettext("Tell us what they said there"),
        "text": gettext("Only you need to say it; we ask nobody to confirm it."),
        "points": [
            gettext("Taken up there: its answer comes from there, and here it is closed."),
            gettext("Not taken up: it goes on here, with the day on which you first came."),
        ],
        "action_url": looked.url("there"),
        "label": gettext("Send"),
    }
