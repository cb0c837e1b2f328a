"""Receiving the written answer on the platform: told beforehand what it sets going."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day, now
from yimen.casework.actions.serve import serve
from yimen.casework.actions.serve_notice import serve_notice
from yimen.casework.queries.mine import MyFile, my_file
from yimen.casework.showing import Shown
from yimen.law.limits import LIMITS
from yimen.people.middleware import Request
from yimen.portal.pages import matter, page
from yimen.portal.presenting import Looked, waits_to_be_received
from yimen.portal.reviewing import NOTICE, unserved_notice
from yimen.portal.stepping import demand_of, look, moved_on


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def receive(request: Request, who: Actor, key: str, opinion: int) -> HttpResponseBase:
    """Say what receiving the answer means; serve it once the petitioner says she has it."""
    at = now()
    looked = Looked(file=my_file(who, at=at, on=local_day(at)), key=key, today=local_day(at))
    letter = _letter(looked.file, opinion)
    if not waits_to_be_received(looked.file, opinion):
        return redirect(looked.url("letter", letter))
    if request.method == "POST":
        serve(opinion, method="platform", by=who, at=at)
        messages.success(request, gettext("You have received the answer today."))
        return redirect(looked.url("letter", letter))
    shown: Shown = {
        "title": gettext("Your written answer"),
        "text": gettext(
            "Before you open it: with the button below you confirm that you have received it."
            " That counts as service, as if it had been handed to you."
        ),
        "points": _meaning(looked),
        "action_url": looked.url("receive", opinion),
        "back_url": looked.url("matter"),
        "label": gettext("I have received it: open the answer"),
    }
    return page(request, "portal/step.html", shown, place="track")


@require_http_methods(["GET", "HEAD", "POST"])
@matter
def receive_notice(request: Request, who: Actor, key: str, demand: int) -> HttpResponseBase:
    """Say what receiving a notice of non-acceptance means; serve it once she has it."""
    at, looked = now(), look(who, key)
    notice = unserved_notice(demand_of(looked, demand))
    prints = (x.pk for x in looked.file.letters if (x.kind, x.subject) == (NOTICE, notice))
    letter = next(prints, 0)
    if not letter:
        return moved_on(request, looked)
    if request.method == "POST":
        serve_notice(demand, method="platform", by=who, at=at)
        messages.success(request, gettext("You have received the notice today."))
        return redirect(looked.url("letter", letter))
    first, _, *others = _meaning(looked)
    shown: Shown = {
        "title": gettext("Read why, and where you can go"),
        "text": gettext(
            "Before you open it: with the button below you confirm that you have received it."
            " That counts as service, as if it had been handed to you."
        ),
        "points": [first, *others],
        "action_url": looked.url("receive_notice", demand),
        "back_url": looked.url("matter"),
        "label": gettext("I have received it: open the notice"),
    }
    return page(request, "portal/step.html", shown, place="track")


def _letter(file: MyFile, opinion: int) -> int:
    """Return the latest print of an answer that is there for the petitioner."""
    letters = (one.pk for one in file.letters if one.opinion_id == opinion)
    found = next(letters, 0)
    if not found:
        raise NotFound
    return found


def _meaning(looked: Looked) -> list[str]:
    review = LIMITS.on("review_request", looked.today).days or 0
    rating = LIMITS.on("rating", looked.today).days or 0
    return [
        ngettext(
            "From today you have {n} day to ask for a review if you disagree.",
            "From today you have {n} days to ask for a review if you disagree.",
            review,
        ).format(n=review),
        ngettext(
            "For {n} day you can rate how it was handled, if you want to.",
            "For {n} days you can rate how it was handled, if you want to.",
            rating,
        ).format(n=rating),
        gettext(
            "If you do not open it here, the organ brings it to you in another way: in person or"
            " by post. The days then run from the day it reaches you."
        ),
        gettext("Confirming does not mean that you agree."),
    ]
